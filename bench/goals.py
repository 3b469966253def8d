"""What is to be reached, decision by decision, beside what is: the table that `make accuracy` ends with.

Public: `reached(lexicon) -> Iterator[Goal]`, `show`. Every figure is counted from the labels of the sets
(docs/accuracy.md); a decision without labelled data at hand is not in the table.
"""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assistant.facts.lexicon import Lexicon
from assistant.facts.parsing.read import read
from assistant.facts.understand import understand
from assistant.model import HUMAN_KINDS, Direction, Facts, History, Kind, Me, Message
from bench import accuracy
from bench.accuracy import DATA, Judged, Tally

PEOPLE = frozenset({"human_other", "inquiry", "quote_sent", "order", "internal"})  # labels of real mail by persons
ACTS = ("inquiry", "sample_request", "order", "refusal", "stop_request", "holding_reply")
_FAILED = re.compile(
    rb"(?im)^(?:final|original)-recipient:\s*rfc822;\s*<?([^\s<>;]+@[^\s<>;]+?)>?\s*$(?:\r?\n[^\r\n]+)*?\r?\naction:\s*failed"
)
_DELAYED = re.compile(rb"(?im)^action:\s*delayed")
_ENDED = re.compile(rb"(?im)^action:\s*(?:failed|relayed|expanded|delivered)")


@dataclass(frozen=True)
class Goal:
    """One decision: what is to be reached, what is, and what was missed."""

    decision: str
    goal: str
    reached: str
    n: int
    holds: bool
    misses: tuple[str, ...] = ()


def reached(lexicon: Lexicon) -> Iterator[Goal]:
    """Yield every decision that the sets at hand can measure."""
    trade, real = accuracy.trade(lexicon), accuracy.real(lexicon)
    if trade and real:
        yield from _reading(lexicon)
        yield from _machines(trade, real, lexicon)
        yield from _acts(trade, real, accuracy.real(lexicon, constructed=True))
        yield from _details(trade)
    for tally, least in zip(accuracy.splits(), (0.92, 0.80, 0.90, 0.90), strict=True):
        yield from _share(f"new text, {tally.name.removeprefix('split: ')}", tally, least)
    yield from _quiet()


def _share(decision: str, tally: Tally, least: float) -> Iterator[Goal]:
    if tally.total:
        value = tally.right / tally.total
        yield Goal(decision, f">= {least:.3g}", f"{value:.3f}", tally.total, value >= least, tuple(tally.misses))


def _both(
    decision: str,
    judged: list[Judged],
    is_wanted: Callable[[Judged], bool],
    is_got: Callable[[Judged], bool],
    p: float,
    r: float,
) -> Goal:
    """Return precision and recall of one decision over a set."""
    wanted, got = [one for one in judged if is_wanted(one)], [one for one in judged if is_got(one)]
    right = sum(is_got(one) for one in wanted)
    precision, recall = right / (len(got) or 1), right / (len(wanted) or 1)
    misses = [f"{one.file}: missed, got {one.got}" for one in wanted if not is_got(one)]
    misses += [f"{one.file}: false, wanted {one.wanted}" for one in got if not is_wanted(one)]
    said = f"P {precision:.3f} R {recall:.3f}"
    return Goal(decision, f"P >= {p} R >= {r}", said, len(wanted), precision >= p and recall >= r, tuple(misses))


def _at_most(decision: str, wrong: list[Judged], n: int, most: float, per: str = "") -> Goal:
    share = len(wrong) / (n or 1)
    named = tuple(f"{one.file}: wanted {one.wanted}, got {one.got}" for one in wrong)
    return Goal(decision, f"<= {most * 100:.3g} %{per}", f"{share * 100:.2f} %", n, share <= most, named)


def _is(kind: str) -> Callable[[Judged], bool]:
    return lambda one: one.wanted.split()[-1] == kind


def _got(kind: str) -> Callable[[Judged], bool]:
    return lambda one: one.got.split()[-1] == kind


# --- reading -------------------------------------------------------------------------------------------------------
def _reading(lexicon: Lexicon) -> Iterator[Goal]:
    """Yield whether every file of every set gives facts, and what of the labelled real mail could be read."""
    total, raised = 0, []
    for name in ("malformed", "bounces", "autoreply", "bodysplit", "real", "trade"):
        for file in sorted((DATA / name).rglob("*")):
            if file.is_file():
                total += 1
                try:
                    understand(read(file.read_bytes()), Me(), lexicon)
                except Exception as error:
                    raised.append(f"{file.relative_to(DATA)}: {error!r}")
    yield Goal("files that stop understanding", "0", str(len(raised)), total, not raised, tuple(raised))
    readable = Tally("")
    for label in accuracy.rows(DATA / "real" / "messages.jsonl"):
        message = read((DATA / "real" / label["file"]).read_bytes())
        said = bool(message.new_text or message.attachments or message.report or message.quoted)
        holds = bool(message.sender.address) and said and "Date" not in " ".join(message.problems)
        readable.add(holds, f"{label['file']}: {message.sender.address!r} {message.problems}")
    yield from _share("sender, date and text read, real", readable, 0.99)


# --- machines ------------------------------------------------------------------------------------------------------
def _machines(trade: list[Judged], real: list[Judged], lexicon: Lexicon) -> Iterator[Goal]:
    bounced = Tally("")
    for tally in accuracy.robots(lexicon):
        if tally.name.startswith("bounces"):
            bounced.right, bounced.total = bounced.right + tally.right, bounced.total + tally.total
            bounced.misses += tally.misses
    yield from _share("bounces found, five collections", bounced, 0.99)
    people = [one for one in real if one.wanted in PEOPLE]
    people += [
        one for one in trade if one.facts.direction is Direction.INBOUND and one.wanted.split()[1] in HUMAN_KINDS
    ]
    yield _at_most(
        "person's mail taken for a bounce", [o for o in people if o.facts.kind is Kind.BOUNCE], len(people), 0.001
    )
    yield from _share("delay is not failure", _delays(lexicon), 0.95)
    yield from _share("failed address", _addresses(lexicon), 0.95)
    for name, judged in (("real", real), ("trade", trade)):
        yield _both(f"bounce, {name}", judged, _is("bounce"), _got("bounce"), 0.98, 0.99)
        yield _both(f"auto-reply, {name}", judged, _is("auto_reply"), _got("auto_reply"), 0.98, 0.96)
        yield _both(f"bulk, {name}", judged, _is("bulk"), _got("bulk"), 0.97, 0.93)
    bounces = [one for one in (*real, *trade) if _is("bounce")(one)]
    yield _at_most("bounces called auto-reply", [o for o in bounces if _got("auto_reply")(o)], len(bounces), 0.0)
    traps = [one for one in real if "trap" in one.label["why"].lower() and one.wanted in PEOPLE]
    lost = [one for one in traps if one.facts.kind in {Kind.AUTO_REPLY, Kind.BOUNCE, Kind.BULK}]
    yield _at_most("out-of-office and bounce traps lost", lost, len(traps), 0.01)
    yield _at_most("person's mail taken for bulk", [o for o in people if o.facts.kind is Kind.BULK], len(people), 0.005)


def _bounce_files(lexicon: Lexicon) -> Iterator[tuple[str, bytes, Message, Facts]]:
    for file in sorted((DATA / "bounces").rglob("*")):
        if file.is_file() and not accuracy.NO_BOUNCE.search(str(file.relative_to(DATA))):
            raw = file.read_bytes()
            message = read(raw)
            me = Me(addresses=frozenset(one.address for one in message.to if one.address))
            yield str(file.relative_to(DATA)), raw, message, understand(message, me, lexicon)


def _delays(lexicon: Lexicon) -> Tally:
    """Return how many delivery reports that only tell of delays (RFC 3464 2.3.3) are not taken for failures."""
    tally = Tally("")
    for name, raw, _, facts in _bounce_files(lexicon):
        if _DELAYED.search(raw) and not _ENDED.search(raw):
            final = [one for one in facts.signals if one.name == "failed" and one.text.startswith("permanent")]
            tally.add(not final, f"{name}: {[one.text for one in final]}")
    return tally


def _addresses(lexicon: Lexicon) -> Tally:
    """Return how many recipients that a report calls failed we name; what the report says is read apart from us."""
    tally = Tally("")
    for name, raw, _, facts in _bounce_files(lexicon):
        wanted = {found.decode("ascii", "replace").lower() for found in _FAILED.findall(raw)}
        if wanted and facts.kind is Kind.BOUNCE:
            named = {one.value for one in facts.signals if one.name == "failed"}
            tally.add(bool(wanted & named), f"{name}: wanted {sorted(wanted)[:2]}, got {sorted(map(str, named))[:2]}")
    return tally


def _is_quote_of_ours(one: Judged) -> bool:
    return one.facts.kind is Kind.QUOTE and one.facts.direction is Direction.OUTBOUND


# --- acts ----------------------------------------------------------------------------------------------------------
def _acts(trade: list[Judged], real: list[Judged], written: list[Judged]) -> Iterator[Goal]:
    written_language = Tally("")
    for one in written:
        told = f"{one.file}: wanted {one.label['lang']}, got {one.facts.language}"
        written_language.add(one.facts.language == one.label["lang"], told)
    yield from _share("language, written in 12 languages", written_language, 0.97)
    yield _both("quote sent, real", real, _is("quote_sent"), _is_quote_of_ours, 0.96, 0.90)
    yield _both(
        "quote sent, written in 12 languages",
        written,
        _is("quote_sent"),
        lambda o: o.facts.kind is Kind.QUOTE,
        0.96,
        0.90,
    )
    outbound = [one for one in trade if one.wanted.startswith("outbound")]
    yield _both("quote sent, trade", outbound, _is("quote"), _got("quote"), 0.97, 0.95)
    ours = outbound + [one for one in real if one.facts.direction is Direction.OUTBOUND]
    false = [o for o in ours if o.facts.kind is Kind.QUOTE and o.wanted not in {"quote_sent", "outbound quote"}]
    yield _at_most("false quotes among outbound mail", false, len(ours), 0.003)
    inbound = [one for one in trade if one.wanted.startswith("inbound")]
    scores = []
    for kind in ACTS:
        wanted, got = [o for o in inbound if _is(kind)(o)], [o for o in inbound if _got(kind)(o)]
        right = sum(_got(kind)(one) for one in wanted)
        scores.append(2 * right / (len(wanted) + len(got)))
    macro = sum(scores) / len(scores)
    wrong = [o for o in inbound if o.wanted.split()[1] in ACTS and o.got != o.wanted]
    named = tuple(f"{o.file}: wanted {o.wanted}, got {o.got}" for o in wrong)
    n = sum(one.wanted.split()[1] in ACTS for one in inbound)
    yield Goal("six acts of customers, trade", "macro F1 >= 0.9", f"macro F1 {macro:.3f}", n, macro >= 0.9, named)
    stops = [one for one in inbound if _is("stop_request")(one)]
    yield _at_most("stop requests missed", [o for o in stops if not _got("stop_request")(o)], len(stops), 0.02)
    pair = [one for one in inbound if one.wanted.split()[1] in {"refusal", "reply"}]
    mixed = [o for o in pair if {o.wanted.split()[1], o.got.split()[1]} == {"refusal", "reply"}]
    yield _at_most("refusal called reply or the reverse", mixed, len(pair), 0.05)
    answers = [one for one in real if "reply after a quote" in one.label["why"]]
    deaf = [one for one in answers if one.facts.kind not in HUMAN_KINDS]
    yield _at_most("customers' answers to quotes not heard, real", deaf, len(answers), 0.01)


def _details(trade: list[Judged]) -> Iterator[Goal]:
    least = {
        "new_text has": 0.99,
        "new_text lacks": 0.97,
        "amounts of quotes (all found)": 0.93,
        "incoterms of quotes": 0.93,
        "return date": 0.90,
        "language": 0.97,
        "greeting name": 0.97,
    }
    for tally in accuracy.trade_fields(trade):
        yield from _share(f"{tally.name}, trade", tally, least[tally.name])


# --- went quiet ----------------------------------------------------------------------------------------------------
def _quiet() -> Iterator[Goal]:
    from tests.stories.verdicts import run_story

    stories, heard = Tally(""), Tally("")
    folder = DATA / "trade" / "stories"
    for story in sorted(path for path in folder.glob("*") if (path / "story.json").is_file()):
        with tempfile.TemporaryDirectory() as place:
            for verdict in run_story(story, Path(place)):
                stories.add(not verdict.wrong, f"{verdict.story} {verdict.customer}: {verdict.wrong}")
                if re.search(r"answered|repl|touch|phoned", verdict.story) and verdict.wanted.get("quiet") == "no":
                    heard.add(verdict.got["quiet"] == "no", f"{verdict.story}: {verdict.because}")
    yield from _share("stories: every expectation right", stories, 0.95)
    yield from _share("stories: a person's answer stops the clock", heard, 0.99)
    yield from _threads()


def _threads() -> Iterator[Goal]:
    """Yield precision and recall of "no person answered our quote" on the written threads, through a real ledger."""
    from assistant.daemon import cycle
    from tests.given.mailboxes import house_over, write_maildir
    from tests.stories.verdicts import READ_AT

    pairs = []
    for label in accuracy.rows(DATA / "real" / "threads_constructed.jsonl"):
        mails = [(DATA / "real" / file).read_bytes() for file in label["files"]]
        owner = read(mails[0]).sender
        filed = [("Sent" if read(raw).sender.address == owner.address else "INBOX", raw) for raw in mails]
        with tempfile.TemporaryDirectory() as place:
            write_maildir(Path(place) / "mail", filed)
            me = {"name": owner.name or "Seller", "addresses": [owner.address], "timezone": "Asia/Shanghai"}
            with house_over(Path(place), me=me) as house:
                cycle.read_all(house, READ_AT)
                histories = list(house.ledger.histories(None, datetime.fromisoformat(f"{label['X']}T12:00:00+00:00")))
        quiet = any(_is_unanswered(history) for history in histories)
        pairs.append((label["thread"], label["went_quiet_at_X"], quiet))
    if not pairs:
        return
    right = sum(wanted and got for _, wanted, got in pairs)
    precision, recall = right / (sum(got for *_, got in pairs) or 1), right / (sum(w for _, w, _ in pairs) or 1)
    misses = tuple(f"{name}: wanted {wanted}, got {got}" for name, wanted, got in pairs if wanted != got)
    holds = precision >= 0.96 and recall >= 0.94
    said = f"P {precision:.3f} R {recall:.3f}"
    yield Goal("no person answered our quote, threads", "P >= 0.96 R >= 0.94", said, len(pairs), holds, misses)


def _is_unanswered(history: History) -> bool:
    quotes = [one.at for one in history.touches if one.direction is Direction.OUTBOUND and one.kind is Kind.QUOTE]
    heard = [one.at for one in history.touches if one.direction is Direction.INBOUND and one.kind in HUMAN_KINDS]
    return bool(quotes) and not any(at > max(quotes) for at in heard)


def show(goals: Iterable[Goal], misses: bool) -> None:
    """Print the table; with `misses` what is behind each figure."""
    print(f"\n{'decision':<46} {'goal':<22} {'reached':<20} {'n':>5}")
    for one in goals:
        print(f"{one.decision:<46} {one.goal:<22} {one.reached:<20} {one.n:>5}{'' if one.holds else '  NOT REACHED'}")
        for miss in one.misses if misses else ():
            print(f"    {miss}")
