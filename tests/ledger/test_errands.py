"""Errands: begun once, whoever else tries; what became of them is kept; forgotten with their customer."""

from datetime import UTC, datetime
from pathlib import Path

from assistant.ledger.errands import COMMAND, DIGEST, Errand
from assistant.ledger.store import Ledger

AT = datetime(2026, 11, 18, 8, 0, tzinfo=UTC)


def errand(kind: str = DIGEST, ref: str = "2026-11-18") -> Errand:
    return Errand(kind=kind, ref=ref, mailbox="lin", state="begun", at=AT, changed_at=AT, body={"hash": "ab"})


def test_an_errand_is_begun_once_by_whoever_comes_first(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/followup.db"
    with Ledger.open(url) as one, Ledger.open(url) as other:
        assert one.errands.begin(errand())
        assert not other.errands.begin(errand())
        assert other.errands.begin(errand(ref="2026-11-19"))


def test_what_became_of_it_is_kept_beside_what_it_began_with(tmp_path: Path) -> None:
    with Ledger.open(f"sqlite:///{tmp_path}/followup.db") as ledger:
        ledger.errands.begin(errand())
        ledger.errands.move(errand(), "done", AT, folder="INBOX")
        found = ledger.errands.one(DIGEST, "2026-11-18")

        assert found is not None
        assert (found.state, dict(found.body)) == ("done", {"hash": "ab", "folder": "INBOX"})
        assert ledger.errands.all(DIGEST, {"begun"}) == ()
        assert [one.ref for one in ledger.errands.all(DIGEST, {"done"})] == ["2026-11-18"]
        assert ledger.errands.one(COMMAND, "2026-11-18") is None
