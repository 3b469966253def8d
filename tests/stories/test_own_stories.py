"""Stories written from definitions.md alone: what is right was derived from its sentences before anything was run.

One mailbox per file of `own/`, read once; each story is judged at its own moments. See `own_mailbox` for the form.
`python -m tests.stories.test_own_stories [WORD]` prints every disagreement.
"""

import sys
import tempfile
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from assistant.daemon import cycle
from assistant.daemon.house import House
from assistant.daemon.judging import survey
from assistant.model import History
from tests.given.mailboxes import house_over, write_maildir
from tests.stories.own_mailbox import ME, Story, load
from tests.stories.verdicts import READ_AT

FILES = sorted(Path(__file__).with_name("own").glob("*.yaml"))


def disagreements(file: Path, folder: Path, word: str = "") -> list[str]:
    """Return a line for each thing that comes out otherwise than the stories of a file say."""
    stories = [story for story in load(file) if word in story.name or word in file.name]
    write_maildir(folder / "mail", [mail for story in stories for mail in story.mails])
    wrong = []
    with house_over(folder, me=ME) as house:
        reports = cycle.read_all(house, READ_AT)
        assert all(report.complete for report in reports), reports
        _say(house, stories)
        for story in stories:
            for check in story.checks:
                wrong += [f"{story.name} @ {check['at']}: {line}" for line in _wrong(house, story, check)]
    return wrong


def _say(house: House, stories: list[Story]) -> None:
    """Do what the user did beside the mail: `followup touch` and `followup set`."""
    for story in stories:
        for said in story.said:
            found = _find(house, story, None)
            assert found is not None, f"{story.name}: nobody to say something about"
            on = datetime.fromisoformat(said["on"]).astimezone(UTC)
            if "touch" in said:
                house.ledger.add_touch(found.customer.number, on, said["touch"], said.get("answered") == "yes", "", on)
            elif "shown" in said:
                house.ledger.rung_shown(
                    found.customer.number, said["shown"], datetime.fromisoformat(said["since"]).astimezone(UTC), on
                )
            else:
                house.ledger.set(found.customer.number, said["set"], said.get("value", ""), on)
    house.ledger.derive(house.me, READ_AT)


def _find(house: House, story: Story, at: datetime | None) -> History | None:
    for history in house.ledger.histories(None, at):
        people = {person.address for person in history.people} | {history.customer.key}
        if story.person is not None:
            if story.person in people:
                return history
        elif story.domain in (history.customer.domain, *history.customer.domains):
            return history
    return None


def _wrong(house: House, story: Story, check: dict[str, Any]) -> list[str]:
    at = datetime.fromisoformat(check["at"]).astimezone(UTC)
    history = _find(house, story, at)
    got: dict[str, Any] = {"customer": "no", "quiet": "no", "draft": "no"}
    because = "no such customer"
    if history is not None:
        got, because = _judged(house, history, at)
    lines = [
        f"{key} is {got.get(key)!r}, right is {value!r}"
        for key, value in check.items()
        if key not in ("at", "rule", "lacks", "holds") and got.get(key) != value
    ]
    raw = got.get("text", "")
    lines += [f"draft holds {text!r}" for text in check.get("lacks", []) if text in raw]
    lines += [f"draft lacks {text!r}" for text in check.get("holds", []) if text not in raw]
    return [f"{line}\n      because {because}\n      rule    {check.get('rule')}" for line in lines]


def _judged(house: House, history: History, at: datetime) -> tuple[dict[str, Any], str]:
    """Return what came out, everything as text as the stories write it."""
    number = history.customer.number
    decision = survey(house, at, (number,))[0]
    standing = decision.standing
    got: dict[str, Any] = {
        "customer": "yes",
        "quiet": str(standing.quiet),
        "follow_ups": str(standing.follow_ups),
        "stage": str(standing.stage),
        "grade": str(standing.grade),
        "heat": str(standing.heat),
        "action": str(decision.action),
        "first": decision.because[0].rule,
        "draft": "no",
        "due": decision.due.isoformat(timespec="minutes") if decision.due else None,
        "soften": "yes" if decision.soften else "no",
    }
    because = f"{decision.action}: {decision.because[0].rule}: {decision.because[0].says}"
    for item in cycle.run_pass(house, READ_AT, at=at, read=False, dry_run=True, only=number).placed:
        if item.draft is None:
            because += f" | {item.problem}"
            continue
        mail = message_from_bytes(item.draft.raw, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        part = mail.get_body(("plain",))
        body = part.get_content() if part is not None else ""
        got |= {
            "draft": "yes",
            "person": _addresses(mail["To"])[0],
            "cc": " ".join(sorted(_addresses(mail["Cc"]))),
            "sender": _addresses(mail["From"])[0],
            "subject": str(mail["Subject"]),
            "language": item.draft.wording.language,
            "reads": next((one.language for one in history.people if one.address == item.draft.to[0]), None),
            "topic": item.draft.topic,
            "greeting": body.strip().splitlines()[0],
            "text": body.partition("\nOn ")[0],  # above the history
        }
        because += f" | {body.splitlines()[0]}"
    return got, because


def _addresses(header: Any) -> list[str]:
    return [one.addr_spec for one in header.addresses] if header is not None else []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_judgement_agrees_with_the_sentences_of_the_definitions(file: Path, tmp_path: Path) -> None:
    assert disagreements(file, tmp_path) == []


def main(word: str) -> None:
    """Print the disagreements of the stories with that word in their name or file."""
    for file in FILES:
        with tempfile.TemporaryDirectory() as folder:
            for line in disagreements(file, Path(folder), word):
                print(f"{file.stem}: {line}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
