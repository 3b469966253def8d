"""Mail of fifteen languages that the lexicon was not written from, as whole mails through reading and judging.

The tables (tests/corpus/languages) were each written before a word of them was looked for, and measured before anything
was changed for them: the score of then stands above each. A table says whether what its mails answer stands `quoted`
below them. A mail is ["in kind" or "out kind", subject, text, fields]. Fields: first (answers nothing), below (offer or
request: what stands quoted, where it is not the usual), charset, html, files, at, from, to, headers; and what is to be
understood: language (that of the file unless told, or "any"), returns, named, amounts ("4.20", "4.20 USD"), has and
lacks (signals), body (the new text).
"""

from datetime import date

import pytest

from assistant.facts import lexicon
from assistant.facts.parsing.read import read
from assistant.facts.understand import understand
from assistant.model import Facts, Message
from tests.facts.rows import Row, raw, rows
from tests.given.parties import ME

LEAST = {  # so many mails of each language there are at the least
    "ar": 455,
    "de": 381,
    "en": 593,
    "es": 178,
    "fr": 347,
    "id": 452,
    "it": 157,
    "ja": 368,
    "ko": 354,
    "pl": 174,
    "pt": 153,
    "ru": 483,
    "tr": 173,
    "vi": 451,
    "zh": 497,
}


def differences(row: Row) -> list[str]:
    """Return what was understood otherwise than the table wants, one line a field."""
    message = read(raw(row))
    facts = understand(message, ME, lexicon.builtin())
    wrong = []
    if f"{facts.direction} {facts.kind}" != f"{row.direction} {row.kind}":
        wrong.append(f"{facts.direction} {facts.kind} {[(one.what, one.text) for one in facts.evidence]}")
    return wrong + _fields(row, message, facts)


def _fields(row: Row, message: Message, facts: Facts) -> list[str]:
    wrong, wanted = [], row.fields
    if wanted.get("language", row.language) not in (facts.language, "any"):
        wrong.append(f"language {facts.language}")
    if "returns" in wanted and facts.return_date != wanted["returns"]:
        wrong.append(f"returns {facts.return_date}")
    named = facts.signal("named_date")
    if "named" in wanted and (named is None or named.value != wanted["named"].isoformat()):
        wrong.append(f"named {named}")
    found = [(float(amount.value), amount.currency) for amount in facts.amounts]
    for amount in wanted.get("amounts", ()):
        value, _, money = amount.partition(" ")
        if not any(float(value) == of and money in ("", str(currency)) for of, currency in found):
            wrong.append(f"amount {amount} not in {found}")
    wrong += [f"no {name}" for name in wanted.get("has", ()) if facts.signal(name) is None]
    wrong += [f"has {name}" for name in wanted.get("lacks", ()) if facts.signal(name) is not None]
    if "body" in wanted and " ".join(message.new_text.split()) != " ".join(wanted["body"].split()):
        wrong.append(f"body {message.new_text!r}")
    return wrong


@pytest.mark.parametrize("language", LEAST)  # one test for each mail would cost more than understanding them
def test_a_mail_means_what_its_reader_takes_it_for(language: str) -> None:
    assert {(row.subject, row.text): missed for row in rows(language) if (missed := differences(row))} == {}


@pytest.mark.parametrize("language", LEAST)
def test_no_mail_of_the_tables_got_lost_or_stands_there_twice(language: str) -> None:
    told = [(row.subject, row.text, str(row.fields)) for row in rows(language)]

    assert len(told) == len(set(told)) >= LEAST[language]
    assert all(isinstance(row.fields.get("returns", date.min), date) for row in rows(language))
