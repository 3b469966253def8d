"""Story mailboxes as real Maildirs, read by the real reader into a real ledger, judged at a given moment."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.daemon import cycle
from assistant.daemon.judging import survey
from assistant.model import Decision, History
from tests.given.mailboxes import house_over, write_maildir

READ_AT = datetime(2027, 6, 1, tzinfo=UTC)


@dataclass(slots=True)
class Verdict:
    """One expectation of a story beside what came out."""

    story: str
    customer: str
    wanted: dict[str, Any]
    got: dict[str, Any]
    wrong: list[str] = field(default_factory=list)
    because: str = ""


def run_story(story: Path, folder: Path) -> list[Verdict]:
    """Return a verdict per expectation of a story folder (story.json and its mails)."""
    told = json.loads((story / "story.json").read_text(encoding="utf-8"))
    mails = [(mail["folder"], (story / mail["file"]).read_bytes()) for mail in told["messages"]]
    write_maildir(folder / "mail", mails)
    at = datetime.fromisoformat(told["at"]).astimezone(UTC)
    with house_over(folder, me=told["me"]) as house:
        reports = cycle.read_all(house, READ_AT)
        assert all(report.complete for report in reports), reports
        histories: dict[int, History] = {
            history.customer.number: history for history in house.ledger.histories(None, at)
        }
        decisions: dict[int, Decision] = {decision.customer: decision for decision in survey(house, at)}
        report = cycle.run_pass(house, READ_AT, at=at, read=True, dry_run=True)
        drafts: dict[int, Any] = {item.decision.customer: item for item in report.placed}
        return [_verdict(story.name, want, histories, decisions, drafts) for want in told["expect"]]


def _find(want: dict[str, Any], histories: dict[int, History]) -> int | None:
    for number, history in histories.items():
        people = {person.address for person in history.people}
        if want["domain"] not in (history.customer.domain, *history.customer.domains):
            continue
        if not history.customer.is_freemail or want.get("person") in {*people, history.customer.key}:
            return number
    return None


def _verdict(
    story: str,
    want: dict[str, Any],
    histories: dict[int, History],
    decisions: dict[int, Decision],
    drafts: dict[int, Any],
) -> Verdict:
    number = _find(want, histories)
    got: dict[str, Any] = {"quiet": "no", "follow_ups": 0, "stage": None, "draft": False}
    because, raw = "no such customer", ""
    if number is not None:
        decision = decisions[number]
        item = drafts.get(number)
        got = {
            "quiet": str(decision.standing.quiet),
            "follow_ups": decision.standing.follow_ups,
            "stage": str(decision.standing.stage),
            "draft": item is not None and item.draft is not None,
        }
        because = f"{decision.action}: {decision.because[0].rule}: {decision.because[0].says}"
        if item is not None and item.draft is not None:
            raw = item.draft.raw.decode("utf-8", "replace")
            got["language"] = item.draft.wording.language
            if want.get("person"):
                got["person"] = decision.to
        elif item is not None:
            because += f" | {item.problem}"
    wrong = [key for key in ("quiet", "follow_ups", "stage", "draft") if _differs(want, got, key, number is None)]
    for key in ("person", "language"):
        if want.get(key) and got.get(key, want[key]) != want[key]:
            wrong.append(key)
    wrong += [f"contains {text}" for text in want.get("must_not_contain", []) if text in raw]
    return Verdict(story=story, customer=want["domain"], wanted=want, got=got, wrong=wrong, because=because)


def _differs(want: dict[str, Any], got: dict[str, Any], key: str, absent: bool) -> bool:
    if want.get(key) is None:
        return False
    if absent and key == "stage":
        return True
    return bool(want[key] != got[key])
