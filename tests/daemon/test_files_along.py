"""Files of the seller's own folders under a draft, over a real mailbox; one that is missing means another topic."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path

from assistant.daemon import cycle
from assistant.daemon.judging import survey
from assistant.daemon.placing import place_all
from assistant.model import Action, DraftState
from tests.given.installation import install
from tests.given.letters import quote_and_silence
from tests.given.mailboxes import RULES, house_over, silent_customer
from tests.given.parties import AT
from tests.servers.dovecot import Dovecot
from tests.servers.session import SecondSession

PDF = b"%PDF-1.7\n\xe2\xe3\xcf\xd3 certificate"
CERTIFIED = """\
- id: ce
  topic: price-update
  facts: {product: LED panel BL-2031, change: -4 %, reason: aluminium, conditions: orders by 15 December}
  attach: [certificates/CE 证书.pdf]
"""
NEWS = "- {id: line, topic: company-news, facts: {what: a second SMT line, means: 18 days instead of 25}}\n"


def certificate(folder: Path) -> Path:
    (folder / "certificates").mkdir()
    path = folder / "certificates" / "CE 证书.pdf"
    path.write_bytes(PDF)
    return path


def files_of(raw: bytes) -> list[tuple[str | None, str, bytes]]:
    parts = message_from_bytes(raw, policy=default).iter_attachments()
    return [(part.get_filename(), part.get_content_type(), part.get_content()) for part in parts]


def text_of(raw: bytes) -> str:
    body = message_from_bytes(raw, policy=default).get_body()
    assert body is not None
    return str(body.get_content())


def test_the_files_of_the_material_lie_under_the_draft(tmp_path: Path) -> None:
    silent_customer(tmp_path)
    certificate(tmp_path)
    with house_over(tmp_path, RULES + "topics: [price-update, company-news]\n", CERTIFIED + NEWS) as house:
        cycle.run_pass(house, AT)
        entries = house.ledger.entries()

    assert [(entry.state, entry.material) for entry in entries] == [(DraftState.WAITING, "ce")]
    stored = [path.read_bytes() for path in (tmp_path / "mail" / ".Drafts").rglob("*") if path.is_file()]
    drafts = [raw for raw in stored if b"X-Followup-Draft" in raw]
    assert [files_of(raw) for raw in drafts] == [[("CE 证书.pdf", "application/pdf", PDF)]]
    assert text_of(drafts[0]).count("the certificate") == 1


def test_a_missing_file_means_another_topic_and_the_plan_names_the_path(tmp_path: Path) -> None:
    silent_customer(tmp_path)
    with house_over(tmp_path, RULES + "topics: [price-update, company-news]\n", CERTIFIED + NEWS) as house:
        placed = cycle.run_pass(house, AT).placed

    assert [one.decision.occasion and one.decision.occasion.material for one in placed] == ["line"]


def test_with_no_other_topic_nothing_is_written_and_the_path_is_the_reason(tmp_path: Path) -> None:
    silent_customer(tmp_path)
    with house_over(tmp_path, RULES + "topics: [price-update]\n", CERTIFIED) as house:
        report = cycle.run_pass(house, AT)

    assert report.placed == ()
    assert report.decisions[0].action is Action.HOLD
    missing = tmp_path / "certificates" / "CE 证书.pdf"
    assert f"{missing} cannot be attached: it is not there" in report.decisions[0].because[0].says


def test_a_file_that_goes_between_decision_and_draft_keeps_the_draft_away(tmp_path: Path) -> None:
    silent_customer(tmp_path)
    path = certificate(tmp_path)
    with house_over(tmp_path, RULES + "topics: [price-update]\n", CERTIFIED) as house:
        cycle.read_all(house, AT)
        wanted = survey(house, AT)
        path.unlink()
        placed = place_all(house, wanted, {"story"}, AT, AT)

    assert [one.draft for one in placed] == [None]
    assert str(placed[0].problem).startswith(f"{path} cannot be attached: it is not there")


def test_a_server_keeps_the_files_as_they_are(
    dovecot: Dovecot, user: str, session: SecondSession, tmp_path: Path
) -> None:
    session.deliver(quote_and_silence())
    certificate(tmp_path)
    rules = f"{RULES}topics: [price-update]\n"
    seller = install(tmp_path, dovecot.account(user), rules=rules, materials=CERTIFIED)
    placed = seller.json("draft", "--at", AT.isoformat())
    (uid,) = session.uids("Drafts")
    raw = session.raw("Drafts", uid)

    assert [one["placed"] for one in placed] == [True]
    assert files_of(raw) == [("CE 证书.pdf", "application/pdf", PDF)]
