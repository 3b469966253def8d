"""The digest of the day: gathered from the ledger, put into the inbox (or sent to the seller) once a day per mailbox.

Public: `keep`. The errand row stands before the act: where the process died in between, the day's digest is not
repeated, because a second copy is worse than a missing one.
"""

import logging
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.daemon import commands, unread
from assistant.daemon.connections import LOGIN_TRIES
from assistant.daemon.house import House
from assistant.daemon.judging import survey
from assistant.delivery.calls import Call, uid_of
from assistant.delivery.digest import Digest, Line, Section, composed, headline
from assistant.errors import AppendInDoubt, AssistantError, LoginRefused
from assistant.facts.customers.identify import code
from assistant.ledger.errands import APPROVED, DIGEST, IN_DOUBT, SEND, SHOWN, UNDER_WAY, Errand
from assistant.mail.account import Account
from assistant.mail.smtp import SendInDoubt, hand_over
from assistant.model import (
    OPEN_STATES,
    Action,
    CustomerNumber,
    Decision,
    DraftState,
    History,
    JournalEntry,
    Person,
    Quiet,
    Role,
)
from assistant.plan.callsheet import call_sheet, phone_of
from assistant.plan.calltime import LENGTH, call_at
from assistant.plan.stepsheet import step_sheet

log = logging.getLogger(__name__)
A_DAY = timedelta(days=1)
STEPS = (Action.CALL, Action.CHANGE_PERSON, Action.CHANGE_COLLEAGUE)  # for the seller himself
TRY_AGAIN = timedelta(minutes=15)
FAILED = "failed"  # certainly not delivered: the next pass tries again
MOST = 15  # lines of one section: a mail that is read, not a list that is scrolled
_BEGINS = {
    DraftState.SENT: "sent as it stood",
    DraftState.SENT_EDITED: "sent with your changes",
    DraftState.ANSWERED: "answered",
    DraftState.DISCARDED: "deleted: another topic next time",
    DraftState.WITHDRAWN: "taken back",
    DraftState.UNCERTAIN: "not clear what became of it",
}


def keep(house: House, mailbox: str, at: str, address: str, account: Account | None, now: datetime) -> bool:
    """Deliver the digest of today where it is due; return whether it was.

    `at`: time of day on the seller's clock, "08:00". `account`: to send it by SMTP; None: it is put into the inbox.
    Raises what transport raises; the day counts as done then only if the mail may have arrived.
    """
    local = now.astimezone(ZoneInfo(house.me.timezone))
    hour, minute = map(int, at.split(":"))
    if (local.hour, local.minute) < (hour, minute):
        return False
    ref = f"{mailbox} {local.date().isoformat()}"
    errands, before = house.ledger.errands, house.ledger.errands.one(DIGEST, ref)
    if before is not None and (before.state != FAILED or now - before.changed_at < TRY_AGAIN):
        return False
    if before is not None and int(before.body.get("refused_logins", 0)) >= LOGIN_TRIES:
        return False  # a wrong password is not tried all day long
    digest = gathered(house, mailbox, local.date(), now)
    errand = before or Errand(kind=DIGEST, ref=ref, mailbox=mailbox, state="begun", at=now, changed_at=now, body={})
    if before is not None:
        errands.move(errand, "begun", now)
    elif not errands.begin(errand):
        return False
    try:
        if account is not None:
            hand_over(account, address, (address,), composed(digest, house.me, address, now))
        else:
            _put(house, mailbox, composed(digest, house.me, address, now), now)
    except (AppendInDoubt, SendInDoubt):
        errands.move(errand, "in-doubt", now)
        raise
    except AssistantError as error:
        refused = int(errand.body.get("refused_logins", 0)) + isinstance(error, LoginRefused)
        errands.move(errand, FAILED, now, error=type(error).__name__, refused_logins=refused)
        raise
    errands.move(errand, "done", now)
    log.info("digest delivered", extra={"mailbox": mailbox})
    return True


def _put(house: House, mailbox: str, raw: bytes, now: datetime) -> None:
    box = house.connections.get(mailbox, now)
    inbox = next((folder.name for folder in box.folders() if folder.role is Role.INBOX and folder.selectable), "INBOX")
    box.append(inbox, raw, (), now)


def gathered(house: House, mailbox: str, day: date, now: datetime) -> Digest:
    """Return what the digest of a mailbox says at that moment."""
    desk = _Desk(house, mailbox, now)
    decisions = [one for one in survey(house, now) if desk.is_ours(one)]
    entries = house.ledger.entries(mailbox=mailbox)
    owed = [one for one in decisions if one.action is Action.ANSWER]
    steps = [one for one in decisions if one.action in STEPS or _rests_since_yesterday(house, one, now)]
    waiting = [one for one in entries if one.state in OPEN_STATES and one.state is not DraftState.UNCERTAIN]
    answers = [one for one in decisions if one.standing.last_inbound and now - one.standing.last_inbound <= A_DAY]
    counts = ((len(owed), "answer owed", "answers owed"), (len(waiting), "draft waits", "drafts wait"))
    return Digest(
        mailbox=mailbox,
        day=day,
        headline=headline((*counts, (len(steps), "call or handover", "calls or handovers"))),
        sections=(
            _section("You owe an answer", [desk.owed(one) for one in owed], "Nothing else is written before these."),
            _section("Drafts waiting for you", [desk.draft(one) for one in waiting], "Review, change and send them."),
            _section("To call or to hand over", [desk.step(one) for one in steps]),
            _section("They wrote since yesterday", [desk.answer(one) for one in answers]),
            _section("What became of your drafts", [desk.fate(one) for one in entries if _is_news(one, now)]),
            _section("What will come up within a week", _coming(decisions, now)),
            _section("Going out at the best time", _going_out(house, desk, mailbox, now)),
            _section("What you said by moving mails", _said(house, mailbox, now)),
            _section("What could not be judged", _unjudged(house, desk, decisions)),
            _section("Your mailboxes", _health(house, now)),
        ),
        calls=tuple(call for one in steps if (call := desk.call(one)) is not None),
    )


class _Desk:
    """Turns decisions and drafts of one mailbox into lines."""

    def __init__(self, house: House, mailbox: str, now: datetime) -> None:
        self._house, self._mailbox, self._now = house, mailbox, now
        self._histories: dict[CustomerNumber, History] = {}
        self._zone = ZoneInfo(house.me.timezone)

    def history(self, number: CustomerNumber) -> History:
        """Return a customer's history, read once."""
        if number not in self._histories:
            self._histories[number] = self._house.ledger.history(number, self._now)
        return self._histories[number]

    def is_ours(self, decision: Decision) -> bool:
        """Return whether the customer belongs to this mailbox."""
        names = self._house.connections.names
        return len(names) == 1 or self._house.mailbox_of(self.history(decision.customer)) == self._mailbox

    def _who(self, history: History, address: str | None) -> str:
        person = next((one for one in history.people if one.address == address), None)
        return ", ".join(part for part in (history.customer.company or history.customer.key, _name(person)) if part)

    def _line(self, decision: Decision, what: str, why: str = "", more: tuple[str, ...] = ()) -> Line:
        history = self.history(decision.customer)
        known = code(history.customer.region, history.customer.number, decision.standing.grade)
        return Line(code=known, who=self._who(history, decision.to), what=what, why=why, more=more)

    def moment(self, at: datetime) -> str:
        """Return a moment on the seller's clock: "Wed 18 Nov 21:00"."""
        return f"{at.astimezone(self._zone):%a %d %b %H:%M}"

    def _day(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%a %d %b}"

    def owed(self, decision: Decision) -> Line:
        """Their mail that waits for us."""
        mail = decision.standing.owed
        what = f'"{mail.subject}" of {self._day(mail.at)}' if mail is not None else "their mail"
        return self._line(decision, what, decision.because[0].says if decision.because else "")

    def draft(self, entry: JournalEntry) -> Line:
        """A draft in Drafts."""
        history = self.history(entry.customer)
        since = f" since {self._day(entry.placed_at)}" if entry.placed_at else ""
        edited = ", changed by you" if entry.state is DraftState.EDITED else ""
        return Line(
            code=code(history.customer.region, history.customer.number),
            who=self._who(history, entry.to[0] if entry.to else None),
            what=f'"{entry.subject}" ({entry.topic}{edited}), in Drafts{since}',
            why=entry.because[0].says if entry.because else "",
        )

    def step(self, decision: Decision) -> Line:
        """A call, another person, another colleague."""
        told = {
            Action.CALL: "call them",
            Action.CHANGE_PERSON: "write to another person there",
            Action.CHANGE_COLLEAGUE: "let a colleague of yours write",
            Action.REST: "nothing more is written; a last offer, if you like",
        }
        history = self.history(decision.customer)
        sheet = step_sheet(decision, history, self._house.me, self._now)
        why = decision.because[0].says if decision.because else ""
        return self._line(decision, told[decision.action], why, sheet)

    def call(self, decision: Decision) -> Call | None:
        """Return the call for the seller's calendar; None for another step, or where no hour is right for one."""
        history, house = self.history(decision.customer), self._house
        start = call_at(history, house.rules, house.me, self._now) if decision.action is Action.CALL else None
        if start is None:
            return None
        known = code(history.customer.region, history.customer.number, decision.standing.grade)
        return Call(
            uid=uid_of(self._mailbox, history.customer.key, decision.standing.last_inbound),
            start=start,
            length=LENGTH,
            whom=f"{self._who(history, decision.to)} ({known})",
            phone=phone_of(history, decision.to),
            says=call_sheet(decision, history, house.me, start),
        )

    def answer(self, decision: Decision) -> Line:
        """A customer who wrote lately."""
        theirs = next((t for t in reversed(self.history(decision.customer).touches) if t.is_human), None)
        return self._line(decision, f'{theirs.kind.replace("_", " ")}: "{theirs.subject}"' if theirs else "wrote")

    def fate(self, entry: JournalEntry) -> Line:
        """What became of a draft."""
        line = self.draft(entry)
        what = f'"{entry.subject}" ({entry.topic}): {_BEGINS[entry.state]}'
        return Line(code=line.code, who=line.who, what=what, why=entry.notice)

    def unknown(self, decision: Decision) -> Line:
        """A customer of whom nothing can be said."""
        return self._line(decision, "not judged", decision.because[0].says if decision.because else "")


def _rests_since_yesterday(house: House, decision: Decision, now: datetime) -> bool:
    """Return whether the ladder came to its end lately: told once, not every morning from now on."""
    if decision.action is not Action.REST:
        return False
    before = house.ledger.last_decision(decision.customer, now - A_DAY)
    return before is not None and before.action is not Action.REST


def _section(title: str, lines: Sequence[Line], note: str = "") -> Section:
    shown = tuple(lines[:MOST])
    if len(lines) > MOST:
        shown += (Line(what=f"and {len(lines) - MOST} more"),)
    return Section(title=title, lines=shown, note=note)


def _is_news(entry: JournalEntry, now: datetime) -> bool:
    return entry.state in _BEGINS and now - entry.changed_at <= A_DAY


def _coming(decisions: Sequence[Decision], now: datetime) -> list[Line]:
    due = Counter(f"{one.due:%A %d %B}" for one in decisions if one.due and now < one.due <= now + timedelta(days=7))
    days = sorted({one.due.date() for one in decisions if one.due and now < one.due <= now + timedelta(days=7)})
    names = [f"{day:%A %d %B}" for day in days]
    return [Line(what=f"{name}: {due[name]} customer{'s' if due[name] != 1 else ''}") for name in names]


def _unjudged(house: House, desk: _Desk, decisions: Sequence[Decision]) -> list[Line]:
    unknown = [desk.unknown(one) for one in decisions if one.standing.quiet is Quiet.UNKNOWN]
    shelf = [item for item in house.ledger.shelf() if item.kind != "clock"]
    mails = [Line(what=unread.told(item)) for item in shelf if item.kind == unread.KIND]
    others = [item for item in shelf if item.kind != unread.KIND]
    rest = [Line(what=f"{len(others)} things failed and are tried again by themselves: followup status --json")]
    return [*mails, *unknown, *(rest if others else [])]


def _going_out(house: House, desk: "_Desk", mailbox: str, now: datetime) -> list[Line]:
    """Approved drafts under way, and what became of others since yesterday; those in doubt stay until settled."""
    lines = []
    for one in house.ledger.errands.all(SEND):
        recent = now - one.changed_at <= A_DAY
        if one.mailbox != mailbox or not (recent or one.state in (*UNDER_WAY, IN_DOUBT)):
            continue
        due = one.body.get("due")
        when = f", {desk.moment(datetime.fromisoformat(str(due)))} your time" if due and one.state == APPROVED else ""
        why = str(one.body.get("why") or one.body.get("problem") or "")
        lines.append(Line(what=f'"{one.body["subject"]}": {SHOWN[one.state]}{when}', why=why))
    return lines


def _said(house: House, mailbox: str, now: datetime) -> list[Line]:
    lines = []
    for one in commands.obeyed_lately(house, mailbox, now - A_DAY):
        done = one.state == commands.DONE
        what = f'"{one.body["subject"]}" in {one.body["folder"]}'
        lines.append(Line(what=what, why="done" if done else "nothing done: no customer is known by this mail"))
    return lines


def _health(house: House, now: datetime) -> list[Line]:
    """Return only what is wrong: a mailbox that is read in time needs no line."""
    lines = []
    for check in house.ledger.mailbox_checks():
        if check.problem:
            lines.append(Line(who=check.mailbox, what=check.problem, why="followup check says what to do"))
        elif check.checked_at is None or now - check.checked_at > A_DAY:
            lines.append(Line(who=check.mailbox, what="not read to its end for more than a day"))
    return lines


def _name(person: Person | None) -> str:
    if person is None:
        return ""
    return person.name.full if person.name is not None and person.name.sure else person.address
