"""A simulated year over a real mailbox: the cast writes, the seller works through Drafts, the assistant passes.

Public: `Year`, `Said`, `Laid`. Two passes a day, at 08:30 and 17:00 in Shanghai; the seller sits down at 10:00 on
weekdays, customers write at 13:00. The log kept here (who said what when, what became of each draft) is the truth of
the story; it is never read from the assistant.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, getaddresses
from pathlib import Path

from assistant.daemon import cycle
from assistant.daemon.house import House
from assistant.daemon.placing import Placed
from assistant.model import CustomerNumber
from tests.stories.cast import Event, Fate
from tests.stories.letters import HUMAN, LETTERS, OURS, Meaning
from tests.stories.post import Post, as_client, body_of, own_words

ME, NAME = "lin@brightline.example", "Lin Wei"
FIRST_DAY = date(2026, 1, 5)
SIGNED = "Lin Wei\nExport Manager, Brightline Lighting Co., Ltd.\n"
PASSES = ((0, 30), (9, 0))  # UTC
_Topics = dict[str, tuple[str, str | None, CustomerNumber]]  # draft id -> topic, material, customer
EDIT = "I hope the season has begun well for you."


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One mail or act, as it was meant."""

    at: datetime
    meaning: Meaning
    writer: str
    to: tuple[str, ...] = ()
    until: date | None = None
    follow_up: bool = False  # the sent form of a draft


@dataclass(slots=True, kw_only=True)
class Laid:
    """A draft the assistant laid into Drafts, and what became of it."""

    draft: str
    fate: Fate
    at: datetime
    topic: str
    material: str | None
    subject: str
    words: str  # between salutation and closing
    to: tuple[str, ...]
    cc: tuple[str, ...]
    raw: bytes
    file: Path  # of the draft as it lies in Drafts now
    habit: str
    state: str = "lying"  # lying saved sent deleted withdrawn
    sent_at: datetime | None = None
    act_on: date | None = None  # when the seller comes back to it

    @property
    def line(self) -> tuple[str, str, str, str, str]:
        """Return what two runs must agree on."""
        return (
            f"{self.at:%Y-%m-%d %H:%M}",
            self.fate.name,
            self.topic,
            self.subject,
            hashlib.sha256(self.words.encode()).hexdigest()[:12],
        )


@dataclass(slots=True)
class _Thread:
    subject: str = ""
    ids: tuple[str, ...] = ()
    last: str = ""


@dataclass(slots=True)
class Year:
    """The world for one year; `days` moves it on."""

    house: House
    post: Post
    cast: tuple[Fate, ...]
    said: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    laid: list[Laid] = field(default_factory=list)
    numbers: dict[str, CustomerNumber] = field(default_factory=dict)
    kept_away: list[str] = field(default_factory=list)  # what the pass could not place, in words
    _todo: dict[date, list[tuple[Fate, Event]]] = field(default_factory=lambda: defaultdict(list))
    _threads: dict[str, _Thread] = field(default_factory=lambda: defaultdict(_Thread))
    _serial: int = 0

    def __post_init__(self) -> None:
        for fate in self.cast:
            self._plan(fate, fate.opening, FIRST_DAY)
        before = sorted(day for day in self._todo if day < FIRST_DAY)
        for day in before:
            self._seller_writes(day)
            self._others_write(day)

    def open_drafts(self) -> list[Laid]:
        """Return our drafts that lie in Drafts, also those the seller changed."""
        return [one for one in self.laid if one.state in ("lying", "saved")]

    def passes(self, day: date) -> list[datetime]:
        """Return the moments of that day's passes: two, at weekends the later one."""
        return [_at(day, hour, minute) for hour, minute in (PASSES if day.weekday() < 5 else PASSES[1:])]

    def days(self, count: int) -> Iterator[tuple[datetime, list[Laid]]]:
        """Live so many days; yield after every pass its moment and the drafts it laid."""
        for number in range(count):
            day = FIRST_DAY + timedelta(days=number)
            moments = self.passes(day)
            for now in moments:
                if now is moments[-1]:
                    self.between(day)
                yield now, self.run_pass(now)

    def between(self, day: date) -> None:
        """Let the seller work and the others write, between the two passes of a day."""
        self._seller_writes(day)
        if day.weekday() < 5:
            self._seller_at_drafts(_at(day, 2, 30))
        self._others_write(day)

    def run_pass(self, now: datetime) -> list[Laid]:
        """Run one pass and return the drafts it laid; notes which were withdrawn."""
        report = cycle.run_pass(self.house, now)
        assert all(one.complete for one in report.mailboxes), report.mailboxes
        self._note_kept_away(report.placed, now)
        drafts = [(one.draft, one.decision.customer) for one in report.placed if one.draft is not None]
        topics: _Topics = {str(draft.draft): (draft.topic, draft.material, number) for draft, number in drafts}
        known = {one.file for one in self.open_drafts()}
        lying = self.post.drafts()
        for one in self.open_drafts():
            if one.file not in lying:
                one.state = "withdrawn"
        new = [self._seen(path, topics, now) for path in lying if path not in known]
        assert {one.draft for one in new} == set(topics), "the report names what lies in Drafts"
        new.sort(key=lambda one: list(topics).index(one.draft))  # in the order of work; file names hold the real time
        self.laid += new
        for one in new:
            count = sum(other.fate is one.fate for other in self.laid)
            self._plan(one.fate, one.fate.after.get(f"draft {count}", ()), now.date())
        return new

    def _note_kept_away(self, placed: Sequence[Placed], now: datetime) -> None:
        for one in placed:
            if one.problem:
                domain = self.house.ledger.history(one.decision.customer).customer.domain
                self.kept_away.append(f"{now:%Y-%m-%d %H:%M} {domain}: {one.problem}")

    def _seen(self, path: Path, topics: _Topics, now: datetime) -> Laid:
        raw = path.read_bytes()
        mail = message_from_bytes(raw)
        draft = str(mail["X-Followup-Draft"])
        topic, material, number = topics[draft]
        to, cc = (tuple(a.lower() for _, a in getaddresses(mail.get_all(name, []))) for name in ("To", "Cc"))
        fate = self._fate_of(to[0])
        self.numbers[fate.name] = number
        count = sum(one.fate is fate for one in self.laid)
        habit = fate.seller[count % len(fate.seller)]
        wait = {"late": 5, "forget": 400}.get(habit, 0)
        return Laid(
            draft=draft,
            fate=fate,
            at=now,
            topic=topic,
            material=material,
            subject=str(mail["Subject"]),
            words=own_words(body_of(mail)),
            to=to,
            cc=cc,
            raw=raw,
            file=path,
            habit=habit,
            act_on=now.date() + timedelta(days=wait),
        )

    def _fate_of(self, address: str) -> Fate:
        """Return whose draft it is: by the address, which may be at home, else by the company's domain."""
        known = (fate for fate in self.cast if address in (fate.address(), fate.address("private")))
        domain = address.rpartition("@")[2]
        return next(known, None) or next(fate for fate in self.cast if fate.domain == domain)

    def _plan(self, fate: Fate, events: tuple[Event, ...], start: date) -> None:
        for event in events:
            self._todo[start + timedelta(days=event.day)].append((fate, event))

    # --- the seller ------------------------------------------------------------------------------------------------
    def _seller_writes(self, day: date) -> None:
        for place, (fate, event) in enumerate(self._todo[day]):
            at = _at(day, 2, place % 30)
            if event.letter.startswith("set "):
                key, _, value = event.letter.removeprefix("set ").partition("=")
                self.house.ledger.set(self.number(fate), key, value, at)
                if key == "stop":
                    self.said[fate.name].append(Said(at=at, meaning=Meaning.STOPS, writer=ME))
                if key == "hold":
                    until = date.fromisoformat(value.removeprefix("until "))
                    self.said[fate.name].append(Said(at=at, meaning=Meaning.AWAY, writer=ME, until=until))
            elif event.letter == "phoned":
                self.house.ledger.add_touch(self.number(fate), at, "phone", False, "", at)
                self.said[fate.name].append(Said(at=at, meaning=Meaning.ANSWERS, writer=ME))
            elif LETTERS[event.letter][0] in OURS:
                self._write(fate, event, at)

    def number(self, fate: Fate) -> CustomerNumber:
        """Return the customer's number in the ledger."""
        return self.house.ledger.find(fate.address() if fate.freemail else fate.domain).number

    def _seller_at_drafts(self, now: datetime) -> None:
        for one in self.open_drafts():
            if one.act_on is None or now.date() < one.act_on:
                continue
            if one.habit == "delete":
                self._take(one, "deleted")
            elif one.habit == "by_hand":
                self._write(one.fate, Event(day=0, letter="by hand"), now)
                one.act_on = None
            elif one.habit == "save" and one.state == "lying":
                self._serial += 1
                saved = as_client(one.fate.client, one.file.read_bytes(), now, self._serial, EDIT)
                self._take(one, "saved")
                one.file, one.act_on = self.post.put("Drafts", saved, now, "DS"), now.date() + timedelta(days=4)
            else:
                self._send(one, now)

    def _take(self, one: Laid, state: str) -> None:
        self.post.take(one.file)
        one.state = state

    def _send(self, one: Laid, now: datetime) -> None:
        self._serial += 1
        more = EDIT if one.habit == "edit" else ""
        sent = as_client(one.fate.client, one.file.read_bytes(), now, self._serial, more)
        self._take(one, "sent")
        one.sent_at = now
        self.post.put("Sent", sent, now)
        mail = message_from_bytes(sent)
        thread = self._threads[one.fate.name]
        thread.ids = (*str(mail["References"]).split(), str(mail["Message-ID"]))[-8:]
        thread.subject, thread.last = str(mail["Subject"]).removeprefix("Re: "), own_words(body_of(mail))
        self.said[one.fate.name].append(Said(at=now, meaning=Meaning.ANSWERS, writer=ME, to=one.to, follow_up=True))
        count = sum(other.fate is one.fate and other.sent_at is not None for other in self.laid)
        self._plan(one.fate, one.fate.after.get(f"sent {count}", ()), now.date())

    # --- the others ------------------------------------------------------------------------------------------------
    def _others_write(self, day: date) -> None:
        for place, (fate, event) in enumerate(self._todo.pop(day, [])):
            if event.letter in LETTERS and LETTERS[event.letter][0] not in OURS:
                self._write(fate, event, _at(day, 5, place % 60))

    def _write(self, fate: Fate, event: Event, at: datetime) -> None:
        meaning, subject, text = LETTERS[event.letter]
        thread = _Thread() if event.fresh else self._threads[fate.name]
        until = at.date() + timedelta(days=event.until) if event.until else None
        if until is not None and event.letter == "in a month named":
            until = until.replace(day=1)
        slots = _slots(fate, until, thread)
        subject = f"Re: {thread.subject}" if subject is None else subject.format(**slots)
        theirs = (fate.person if event.by != "other" else fate.other, fate.address(event.by))
        ours = meaning in OURS
        mail = EmailMessage()
        mail["From"] = formataddr((NAME, ME) if ours else theirs)
        mail["To"] = formataddr(theirs) if ours else formataddr((NAME, event.to or ME))
        if fate.other_in_copy and event.by == "" and (ours or meaning in HUMAN):
            mail["Cc"] = formataddr((fate.other, fate.address("other")))
        mail["Subject"], mail["Date"] = subject, format_datetime(at)
        self._serial += 1
        message_id = f"<{self._serial}.{at:%Y%m%d}@{'brightline.example' if ours else fate.domain}>"
        mail["Message-ID"] = message_id
        if thread.ids:
            mail["In-Reply-To"], mail["References"] = thread.ids[-1], " ".join(thread.ids)
        signature = SIGNED if ours else _signature(fate, event) if meaning in HUMAN else ""
        quoted = "".join(f"> {line}\n" for line in thread.last.splitlines()[:10])
        history = f"\nOn {at:%d %b %Y}, {'they' if ours else NAME} wrote:\n{quoted}" if quoted and signature else ""
        mail.set_content(f"{text.format(**slots)}\n{signature}{history}")
        if meaning is Meaning.BOUNCES:
            _as_bounce(mail, fate)
        elif not signature:
            mail["Auto-Submitted"] = "auto-replied"
            if event.letter == "newsletter":
                mail.replace_header("Auto-Submitted", "auto-generated")
                mail["List-Unsubscribe"], mail["Precedence"] = f"<https://news.{fate.domain}/off>", "bulk"
        self.post.put("Sent" if ours else event.folder, mail.as_bytes(), at)
        if signature:
            thread.ids, thread.last = (*thread.ids, message_id)[-8:], text.format(**slots)
            thread.subject = subject.removeprefix("Re: ")
            self._threads[fate.name] = thread
        self.said[fate.name].append(
            Said(
                at=at,
                meaning=meaning,
                writer=ME if ours else theirs[1],
                to=(theirs[1],) if ours else (ME,),
                until=until,
            )
        )


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def _slots(fate: Fate, until: date | None, thread: _Thread) -> dict[str, str]:
    given, _, family = fate.person.partition(" ")
    return {
        "given": given,
        "family": family,
        "product": fate.product,
        "price": fate.price,
        "quantity": "500",
        "city": fate.city or "our town",
        "domain": fate.domain,
        "other_name": fate.other,
        "other": fate.address("other") if fate.other else "",
        "thread": f"Re: {thread.subject}",
        "until": f"{until:%d %B %Y}" if until else "",
        "until_de": f"{until:%d.%m.%Y}" if until else "",
        "month": f"{until:%B}" if until else "",
    }


def _signature(fate: Fate, event: Event) -> str:
    if event.by == "private":
        return f"{fate.person.split()[0]}\n"  # nothing proves where he works: he adds no recipient
    person = fate.other if event.by == "other" else fate.person
    company = "" if fate.freemail else f"{fate.name.replace('-', ' ').title()} Trading\n"
    return f"{person}\n{company}{fate.city}\n{fate.phone}\n".replace("\n\n", "\n").rstrip("\n") + "\n"


def _as_bounce(mail: EmailMessage, fate: Fate) -> None:
    mail.replace_header("From", f"Mail Delivery System <MAILER-DAEMON@mx.{fate.domain}>")
    mail["Auto-Submitted"] = "auto-replied"
    lost = mail["In-Reply-To"]
    mail.set_content(
        f"This is the mail system at host mx.{fate.domain}.\n\nI'm sorry to have to inform you that your message could"
        f" not be delivered.\n\n<{fate.address()}>: host mx.{fate.domain} said: 550 5.1.1 User unknown\n\n"
        f"Message-ID: {lost}\n"
    )
