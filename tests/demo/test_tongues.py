"""On the demo's day customers of many countries are due, and each is written to in the language they write."""

from datetime import UTC, datetime
from pathlib import Path

from assistant.daemon import cycle
from assistant.demo.scene import RULES, materials
from assistant.demo.seed import ME, mailbox
from tests.given.mailboxes import house_over, write_maildir

NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)


def test_customers_are_written_to_in_the_language_of_their_own_mails(tmp_path: Path) -> None:
    write_maildir(tmp_path / "mail", [(mail.folder, mail.raw) for mail in mailbox(NOW)])
    with house_over(tmp_path, RULES, materials(NOW), me=ME) as house:
        drafts = [one.draft for one in cycle.run_pass(house, NOW).placed if one.draft is not None]

    written = {draft.to[0].rpartition("@")[2]: draft.wording.language for draft in drafts}
    assert {domain: written.get(domain) for domain in EXPECTED} == EXPECTED


EXPECTED = {
    "beck-leuchten-demo.de": "de",
    "iluminacion-delta-demo.mx": "es",
    "lumieres-midi-demo.fr": "fr",
    "mingde-demo.com.sg": "zh",
    "hokuyo-demo.co.jp": "ja",
    "luz-tejo-demo.pt": "pt",
    "riyadhcare-demo.com.sa": "ar",
    "lokumcu-demo.com.tr": "tr",
    "donice-swiatlo-demo.pl": "pl",
    "lampverket-demo.se": "en",
}
