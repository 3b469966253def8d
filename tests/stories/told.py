"""A simulated year, told: lived through in a folder of its own, with every promise checked after every pass.

Public: `living`, `Told`, `tell`. `python -m tests.stories.told DAYS` prints the drafts of the first days as JSON,
with the word `fates` the table of fates and what went wrong.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.model import Decision, DraftId, DraftState
from tests.given.mailboxes import house_over
from tests.stories.cast import CAST
from tests.stories.letters import HUMAN
from tests.stories.news import MATERIALS, RULES
from tests.stories.post import Post
from tests.stories.promises import broken_after
from tests.stories.year import ME, NAME, SIGNED, Year

OWNER = {
    "name": NAME,
    "company": "Brightline Lighting Co., Ltd.",
    "addresses": [ME, "sales@brightline.example"],
    "domains": ["brightline.example"],
    "timezone": "Asia/Shanghai",
    "signature": SIGNED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a year came to."""

    broken: tuple[str, ...]  # promises, with the moment and the customer
    lines: tuple[tuple[str, ...], ...]  # moment, customer, topic, subject, hash of the words, of every draft
    fates: str  # the table of fates, one customer a line
    misread: tuple[str, ...]  # drafts whose fate the assistant tells otherwise than it was
    harmed: tuple[str, ...]  # mails of the seller that were changed
    shelf: tuple[str, ...]  # what the assistant could not do
    kept_away: tuple[str, ...]  # drafts it would not write, and why


@contextmanager
def living() -> Iterator[Year]:
    """Give a year that has not begun. Its files lie in memory where that is possible: no disc is tested."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as name:
        folder = Path(name)
        post = Post(folder / "mail")
        with house_over(folder, RULES, MATERIALS, me=OWNER) as house:
            yield Year(house, post, CAST)


def tell(days: int) -> Told:
    """Return what so many days came to."""
    with living() as year:
        broken = [says for now, new in year.days(days) for says in broken_after(year, now, new)]
        return Told(
            broken=tuple(broken),
            lines=tuple(one.line for one in year.laid),
            fates=_fates(year),
            misread=tuple(_misread(year)),
            harmed=tuple(str(path.relative_to(year.post.root)) for path in year.post.harmed()),
            shelf=tuple(f"{one.kind} {one.ref}" for one in year.house.ledger.shelf()),
            kept_away=tuple(year.kept_away),
        )


def _misread(year: Year) -> Iterator[str]:
    """Yield the drafts whose state in the journal is not what became of them."""
    told = {entry.draft: entry.state for entry in year.house.ledger.entries()}
    for one in year.laid:
        answered = any(
            said.meaning in HUMAN and said.writer != ME and one.sent_at and said.at > one.sent_at
            for said in year.said[one.fate.name]
        )
        sent = DraftState.SENT_EDITED if one.habit in ("edit", "save") else DraftState.SENT
        right = {
            "lying": DraftState.WAITING,
            "saved": DraftState.EDITED,
            "deleted": DraftState.DISCARDED,
            "withdrawn": DraftState.WITHDRAWN,
            "sent": DraftState.ANSWERED if answered else sent,
        }[one.state]
        if told[DraftId(one.draft)] is not right:
            yield f"{one.fate.name} {one.at:%d %b}: {told[DraftId(one.draft)]}, right is {right}"


def _fates(year: Year) -> str:
    rows = []
    for fate in year.cast:
        decision = year.house.ledger.last_decision(year.number(fate))
        assert decision is not None
        mine = [one for one in year.laid if one.fate is fate]
        sent = sum(one.sent_at is not None for one in mine)
        rows.append(f"{fate.name:<24}{_standing(decision)}  {len(mine):>2} drafts, {sent:>2} sent")
    return "\n".join(rows)


def _standing(decision: Decision) -> str:
    stands = decision.standing
    stage = f"{stands.grade} {stands.stage:<8} {stands.quiet:<3} {stands.follow_ups:>2}"
    return f"{stage}  {decision.action:<6} {decision.because[0].rule:<11}"


def main(days: int, *, fates: bool) -> None:
    """Print what so many days came to."""
    if fates:
        told = tell(days)
        print("\n".join((*told.broken, *told.misread, *told.kept_away, *told.harmed, *told.shelf, told.fates)))
        return
    with living() as year:
        for _ in year.days(days):
            pass
        print(json.dumps([one.line for one in year.laid]))


if __name__ == "__main__":
    main(int(sys.argv[1]), fates="fates" in sys.argv[2:])
