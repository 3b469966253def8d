"""004-07 in words: the rhythm as each language tells it, without pressure, and never taken for an order itself."""

import pytest

from assistant.almanac.notation import length
from assistant.facts import lexicon
from assistant.facts.parsing.read import read
from assistant.facts.understand import understand
from assistant.model import Kind
from assistant.phrases.preview import every_phrase
from assistant.phrases.samples import ME, WHO
from tests.given.letters import letter
from tests.phrases.given import BOOK

TOLD = {
    "en": "three months", "zh": "3个月", "es": "tres meses", "pt": "três meses", "fr": "trois mois",
    "de": "drei Monate", "it": "tre mesi", "ru": "3 месяца", "ar": "3 أشهر", "tr": "3 ay", "ja": "3か月", "ko": "3개월",
    "pl": "3 miesiące", "vi": "3 tháng", "id": "3 bulan",
}  # fmt: skip


@pytest.mark.parametrize("language", BOOK.languages)
def test_004_07_the_rhythm_is_told_in_every_language_and_tone(language: str) -> None:
    letters = {p: s for p, s in every_phrase(BOOK, language) if p.point == "reorder"}

    assert {phrase.register for phrase in letters} >= {"formal", "neutral", "informal"}
    assert len(letters) >= (5 if language == "en" else 3)
    for phrase, sample in letters.items():
        assert sample.findings == (), phrase.id
        assert TOLD[language] in sample.body, phrase.id


@pytest.mark.parametrize("language", BOOK.languages)
def test_such_a_letter_once_sent_is_read_as_a_plain_mail_of_ours(language: str) -> None:
    """Neither a quote nor a notice about an order: both would change where the customer stands."""
    lexical = lexicon.builtin()
    for phrase, sample in every_phrase(BOOK, language):
        if phrase.point == "reorder":
            raw = letter(next(iter(ME.addresses)), WHO, "Re: LED panels", sample.body)
            facts = understand(read(raw), ME, lexical)
            assert facts.kind is Kind.REPLY, phrase.id
            assert {signal.name for signal in facts.signals} <= {"question"}, phrase.id


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [("6 weeks", "en", "six weeks"), ("6 weeks", "ru", "6 недель"), ("13 months", "en", "13 months"),
     ("5 months", "pl", "5 miesięcy"), ("now and then", "de", "now and then")],
)  # fmt: skip
def test_a_length_of_time_is_written_as_the_language_writes_it(text: str, language: str, told: str) -> None:
    assert length(text, language) == told
