"""The persons of one customer: who they are, what they read, whether mail to them is right.

Public: `people`, `company`, `reached_at`, `majority`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from assistant.facts.customers.evidence import Case, Corrections, Writing
from assistant.facts.who.companies import company_key, host_of, is_noreply, is_robot, is_role_account, registrable
from assistant.facts.who.parties import is_ours
from assistant.model import HUMAN_KINDS, Direction, Kind, Me, Person, PersonName

_SURE_LETTERS = 20
_LATIN_END = 0x24F  # beyond it the script itself tells much
_LANGUAGE_OF = 5  # definitions "Language of a person": their last five human mails


@dataclass(slots=True, kw_only=True)
class _Traces:
    """What the mail shows of one address."""

    last_seen: datetime | None = None
    confirmed: bool = False
    shown: str = ""  # the latest display name
    name: PersonName | None = None
    languages: list[str] = field(default_factory=list)  # of their human mails, oldest first
    last_human: datetime | None = None
    left: datetime | None = None
    successor: str | None = None


def people(case: Case, keys: frozenset[str], me: Me, corrections: Corrections) -> tuple[Person, ...]:
    """Return the persons at the customer's domains, by address; drafts go only to confirmed ones that are not dead.

    Confirmed: "we wrote to it, or it wrote as a human, or stood in To/Cc of the customer's human mail, or an auto-reply
    of the customer named it; at a domain of that customer" (definitions).
    """
    traces: dict[str, _Traces] = {}

    def of(address: str, at: datetime, shown: str = "", confirmed: bool = False) -> _Traces | None:
        if is_ours(address, me) or company_key(address, corrections.split) not in keys:
            return None
        found = traces.setdefault(address, _Traces())
        found.last_seen = max(found.last_seen, at) if found.last_seen else at
        found.shown = shown or found.shown
        found.confirmed = found.confirmed or confirmed
        return found

    for one in case.writings:
        human = one.touch.is_human and (one.by_customer or one.writer in case.confirmed)
        ours = one.touch.direction is Direction.OUTBOUND
        message = one.seen.message
        if not ours and one.touch.kind is not Kind.BULK:
            # A purchasing system's order is human mail, but nobody reads what is sent to noreply@.
            machine = is_noreply(one.writer) or (is_robot(one.writer) and not human)
            wrote = None if machine else of(one.writer, one.touch.at, one.name, human)
            if wrote is not None:
                _note_writing(wrote, one, human)
        if human or ours:
            for address in (*message.to, *message.cc, *message.bcc):
                if not is_robot(address.address):
                    of(address.address, one.touch.at, address.name, True)
        if not ours and (one.by_customer or one.writer in case.confirmed):
            _note_leaving(traces, one)
        if one.touch.kind is Kind.AUTO_REPLY and one.by_customer:
            for name in ("successor", "stand_in"):
                signal = one.seen.facts.signal(name)
                if signal and signal.value and "@" in signal.value:
                    of(signal.value.lower(), one.touch.at, "", True)
    return tuple(_person(address, traces[address], case) for address in sorted(traces))


def _note_writing(traces: _Traces, one: Writing, human: bool) -> None:
    facts = one.seen.facts
    if human:
        traces.last_human = one.touch.at
        if facts.language and _tells_a_language(one.touch.text):
            traces.languages.append(facts.language)
        if facts.name and (facts.name.sure or traces.name is None or not traces.name.sure):
            traces.name = facts.name


def _tells_a_language(text: str) -> bool:
    """Return whether a text is long enough to be sure of its language: "Moi Kevin, 100/500/1000? Pekka" is not.

    Where a person's mails tell nothing, our last mail to them decides (definitions "Language of a person").
    """
    if sum(map(str.isalpha, text[: 4 * _SURE_LETTERS])) >= _SURE_LETTERS:
        return True  # most texts need not be counted to their end
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= _SURE_LETTERS or any(ord(char) > _LATIN_END for char in letters)


def _note_leaving(traces: dict[str, _Traces], one: Writing) -> None:
    """Note who left: the owner of the mailbox that answers by itself, or whom a colleague's mail names."""
    facts = one.seen.facts
    left, successor = facts.signal("left_company"), facts.signal("successor")
    if left is None:
        return
    human = one.touch.kind is not Kind.AUTO_REPLY
    named_by = left.value.lower() if left.value and "@" in left.value else None
    leaver = named_by or one.writer
    if human and named_by is None:
        return  # "our buyer has left", without an address: not the writer at any rate
    named = successor.value.lower() if successor and successor.value else None
    for address in _mailboxes(traces, leaver):
        traces[address].left = one.touch.at
        traces[address].successor = named or (one.writer if human and leaver != one.writer else None)


def _mailboxes(traces: dict[str, _Traces], address: str) -> list[str]:
    """Return the addresses of one person, by the full name that they show: who left writes so from his private one.

    Only those of other hosts: colleagues at one host who show the same name show their firm's.
    """

    def name(of: str) -> frozenset[str]:
        return frozenset(traces[of].shown.casefold().split())

    if address not in traces:
        return []
    host, called = host_of(address), name(address)
    others = [other for other in traces if len(called) > 1 and name(other) == called and host_of(other) != host]
    return [address, *others]


def _person(address: str, traces: _Traces, case: Case) -> Person:
    bounced = case.failures.get(address)
    # Who writes again lives again: a mailbox that was switched off for a while, a name that was taken over.
    heard = traces.last_human
    gone = [bounced[0]] if bounced and (heard is None or bounced[0] > heard) else []
    gone += (
        [traces.left] if traces.left and (heard is None or traces.left >= heard) else []
    )  # a goodbye is human itself
    name = traces.name or (PersonName(full=traces.shown) if traces.shown and "@" not in traces.shown else None)
    return Person(
        address=address,
        name=name,
        language=majority(traces.languages[-_LANGUAGE_OF:]),
        last_seen=traces.last_seen,
        confirmed=traces.confirmed,
        dead=bool(gone),
        role_account=is_role_account(address),
        successor=traces.successor if gone else None,
    )


def majority(values: Iterable[str]) -> str | None:
    """Return the value that stands most often, of several the one that stands last; None for none."""
    ordered = list(values)
    counts = Counter(ordered)
    return max(reversed(ordered), key=lambda value: counts[value], default=None)


def reached_at(case: Case) -> tuple[str, ...]:
    """Return the telephone numbers and the domains of web sites that its people signed with lately, sorted."""
    written = [one.seen.facts for one in case.writings if one.by_customer and one.touch.kind in HUMAN_KINDS][-10:]
    sites = {registrable(facts.website.partition("/")[0]) for facts in written if facts.website}
    return tuple(sorted(sites | {facts.phone for facts in written if facts.phone}))


def company(case: Case) -> str | None:
    """Return the company's name as its people sign, the commonest of the last ten; None where nobody tells."""
    signed = [
        one.seen.facts.company
        for one in case.writings
        if one.by_customer and one.touch.kind in HUMAN_KINDS and one.seen.facts.company
    ]
    return majority(signed[-10:])
