"""The past of one customer, put in order once: who spoke last, and what we wrote since.

Public: `Record`, `record_of`. Definitions "`quiet`, `follow_ups`": L is the customer's last human mail, O1..On are our
mails after it, each Message-ID once, no drafts, none that bounced for all recipients.
"""

from dataclasses import dataclass
from datetime import datetime

from assistant.model import Direction, History, Kind, Touch

OURS = frozenset({Kind.QUOTE, Kind.REPLY})  # outbound kinds that are mail to a customer (not internal, other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A customer's touches in order, and the turn of the conversation."""

    touches: tuple[Touch, ...]  # of the customer and ours that count, oldest first
    humans: tuple[Touch, ...]  # all human mail and answers outside mail, oldest first
    last_human: Touch | None  # L
    last_turn: tuple[Touch, ...]  # the human mails without any of ours between them that end with L
    ours: tuple[Touch, ...]  # O1..On: after L; all of ours where nobody ever answered
    all_ours: tuple[Touch, ...]
    bounced: tuple[Touch, ...]  # ours after L that reached nobody, oldest first; they count nowhere
    notices: tuple[Touch, ...]  # auto-replies and bounces, oldest first
    resumed_at: datetime | None

    @property
    def last_contact(self) -> datetime | None:
        """Return the time of the last contact in either direction, in or outside mail."""
        moments = [touch.at for touch in (*self.humans[-1:], *self.all_ours[-1:])]
        return max(moments, default=None)

    def is_lifted(self, at: datetime) -> bool:
        """Return whether the user's `resume` stands above something of that time."""
        return self.resumed_at is not None and at <= self.resumed_at


def record_of(history: History, now: datetime) -> Record:
    """Return the record as it stood at `now`; touches after it do not exist (definitions "`--at T`")."""
    touches = _once_each([touch for touch in history.touches if touch.at <= now])
    humans: list[Touch] = []
    ours: list[Touch] = []
    bounced: list[Touch] = []
    notices: list[Touch] = []
    for touch in touches:
        if touch.is_human:
            humans.append(touch)
        elif touch.direction is Direction.OUTBOUND:
            if touch.by != "mail" or touch.kind in OURS:
                (bounced if touch.bounced else ours).append(touch)
        elif touch.kind in (Kind.AUTO_REPLY, Kind.BOUNCE):
            notices.append(touch)
    last = humans[-1] if humans else None
    since = [touch for touch in ours if last is None or touch.at > last.at]
    before = [touch for touch in ours if last is not None and touch.at <= last.at]
    turn = [touch for touch in humans if not before or touch.at > before[-1].at]
    return Record(
        touches=tuple(sorted((*humans, *ours), key=_time)),
        humans=tuple(humans),
        last_human=last,
        last_turn=tuple(turn) or tuple(humans[-1:]),
        ours=tuple(since),
        all_ours=tuple(ours),
        bounced=tuple(touch for touch in bounced if last is None or touch.at > last.at),
        notices=tuple(notices),
        resumed_at=history.settings.resumed_at,
    )


def _time(touch: Touch) -> datetime:
    return touch.at


def _once_each(touches: list[Touch]) -> list[Touch]:
    """The same Message-ID is one touch wherever its copies lie (definitions O1..On)."""
    seen: set[str] = set()
    once = []
    for touch in sorted(touches, key=_time):
        if touch.message_id is not None and touch.message_id in seen:
            continue
        if touch.message_id is not None:
            seen.add(touch.message_id)
        once.append(touch)
    return once
