"""Short mails of Russian, Arab, Vietnamese and Indonesian trade, act by act, with the traps that only look like one.

Each table (tests/corpus/unseen_ru_ar_vi_id*.yaml) was written before the phrases that understand it, and after the last
one had been mended: how many were right at first sight stands at its head.
"""

from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
import yaml

from assistant.facts import lexicon
from assistant.facts.parsing.read import read
from assistant.facts.understand import understand
from assistant.model import Facts, Me

CORPUS = Path(__file__).parent.parent / "corpus"
ME = Me(addresses=frozenset({"lin@brightline.example"}), domains=frozenset({"brightline.example"}))
LIN, BUYER = "Lin Wei <lin@brightline.example>", "Anna Keller <a.keller@customer-demo.com>"
SUBJECTS = {  # of an answer, of a first mail
    "ru": ("Re: предложение", "запрос"),
    "ar": ("رد: عرض السعر", "استفسار"),
    "vi": ("Re: báo giá", "Hỏi hàng"),
    "id": ("Re: penawaran", "Tanya produk"),
}
OFFER = f"\n\nOn Mon, Mar 9, 2026 at 9:15 AM {LIN} wrote:\n\n> We can offer USD 3.85/pc FOB Ningbo.\n"
REQUEST = f"\n\nOn Mon, Mar 9, 2026 at 9:15 AM {BUYER} wrote:\n\n> Could you quote 500 pcs?\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    language: str
    act: str  # "refusal", "first inquiry" (answers nothing), "our quote", "our reply"
    text: str
    named: date | None  # the day they put it off to


def rows() -> list[Row]:
    found = []
    for table in sorted(CORPUS.glob("unseen_ru_ar_vi_id*.yaml")):
        for language, acts in yaml.safe_load(table.read_text(encoding="utf-8")).items():
            for act, mails in acts.items():
                for mail in mails:
                    text, named = (mail, None) if isinstance(mail, str) else mail
                    found.append(Row(language=language, act=act, text=text, named=named))
    return found


def understood(row: Row) -> Facts:
    """Return what a mail of 10 March 2026 means; what it answers stands below it as history."""
    ours, first = row.act.startswith("our "), row.act.startswith("first ")
    mail = EmailMessage()
    mail["From"], mail["To"] = (LIN, BUYER) if ours else (BUYER, LIN)
    mail["Subject"] = SUBJECTS[row.language][first]
    mail["Date"], mail["Message-ID"] = "Tue, 10 Mar 2026 10:00:00 +0000", "<m@x.example>"
    if not first:
        mail["In-Reply-To"] = "<request@customer-demo.com>" if ours else "<offer@brightline.example>"
    mail.set_content(row.text + ("" if first else REQUEST if ours else OFFER))
    return understand(read(mail.as_bytes()), ME, lexicon.builtin())


def wrong(row: Row) -> str:
    """Return what of a mail was understood wrongly; "" where nothing was."""
    facts = understood(row)
    if facts.kind.value != row.act.split()[-1]:
        return f"{facts.kind} {facts.evidence}"
    named = facts.signal("named_date")
    if row.named is not None and (named.value if named else None) != row.named.isoformat():
        return f"named_date {named}"
    return ""


@pytest.mark.parametrize("language", SUBJECTS)  # one test for each mail would cost more than understanding them
def test_an_act_is_understood_in_whatever_words(language: str) -> None:
    here = [row for row in rows() if row.language == language]

    assert len(here) > 300
    assert {row.text: missed for row in here if (missed := wrong(row))} == {}
