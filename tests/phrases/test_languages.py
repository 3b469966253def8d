"""Every language of the phrasebook, held to one measure: whole, courteous in three tones, short, never wrong."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
import yaml

from assistant.model import Occasion, PastDraft, Wording
from assistant.phrases import book as books
from assistant.phrases.nouns import Book
from assistant.phrases.preview import Sample, every_phrase, preview
from assistant.phrases.samples import ME, NOW, PEOPLE, situation
from assistant.phrases.text import words
from assistant.phrases.write import write
from tests.phrases.given import BOOK, first_line, news, sent_as

TOPICS = ("correction", "price-update", "product-update", "company-news", "exhibition", "visit", "holiday", "answer")
POINTS = {
    "correction": {
        "complete", "convenient", "explain", "correct", "compare", "certificates", "alternative", "lead-time"
    },
    "price-update": {"down", "up", "other"},
    "answer": {"holding", "details"},
}  # fmt: skip
TABLES = Path(__file__).parent / "salutations"


@cache
def speaking(language: str) -> Book:
    return BOOK.speaking(language)


@cache
def letters(language: str) -> tuple[Sample, ...]:
    return tuple(preview(BOOK, language=language, turns=6))


@pytest.fixture(params=BOOK.languages)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_its_files_hold_no_mistake(language: str) -> None:
    folder = books.builtin() / language if language != "en" else books.builtin()
    _, problems = books.load((folder,)) if language == "en" else books.load((books.builtin(),))

    assert [problem for problem in problems if f"/{language}/" in problem.file or language == "en"] == []


@pytest.mark.parametrize("register", ["formal", "neutral", "informal"])
def test_every_topic_can_be_said_in_every_tone_in_several_ways(language: str, register: str) -> None:
    least = 5 if language == "en" else 3
    said = {
        topic: sum(phrase.register == register for phrase in speaking(language).of("topic", language, topic))
        for topic in TOPICS
    }

    assert {topic: count for topic, count in said.items() if count < least} == {}


def test_every_point_of_a_topic_has_words(language: str) -> None:
    for topic, points in POINTS.items():
        has = {phrase.point for phrase in speaking(language).of("topic", language, topic) if phrase.register != "plain"}
        assert points <= has, topic


@pytest.mark.parametrize("register", ["formal", "neutral", "informal"])
def test_every_point_of_a_correction_and_of_an_answer_has_words_in_every_tone(language: str, register: str) -> None:
    for topic in ("correction", "answer"):
        phrases = speaking(language).of("topic", language, topic)

        assert POINTS[topic] <= {phrase.point for phrase in phrases if phrase.register == register}, topic


def test_every_phrase_appears_in_some_sample_letter(language: str) -> None:
    used = {phrase.id for phrase, sample in every_phrase(BOOK, language) if sample.wording is not None}
    topics = {p.id for p in speaking(language).phrases if p.role == "topic" and p.language == language}

    assert topics - used == set()


def test_every_phrase_passes_the_lint(language: str) -> None:
    found = [(phrase.id, sample.findings) for phrase, sample in every_phrase(BOOK, language) if sample.findings]

    assert found == []


def test_every_sample_letter_is_written_in_the_language_and_free_of_findings(language: str) -> None:
    assert [(one.topic, one.point, one.register, one.findings) for one in letters(language) if one.findings] == []


def test_a_letter_has_40_to_120_words_and_at_most_one_question(language: str) -> None:
    lengths = {one.body: words(one.wording.core) for one in letters(language) if one.wording is not None}

    assert [(count, body) for body, count in lengths.items() if not 40 <= count <= 120] == []
    assert [body for body in lengths if sum(body.count(mark) for mark in "?？؟") > 1] == []


def test_no_sentence_stands_in_two_phrases(language: str) -> None:
    mine = [phrase for phrase in speaking(language).phrases if phrase.language == language]
    roles = ("topic", "way", "opening", "thanks", "soft")
    texts = [phrase.text.source.strip() for phrase in mine if phrase.role in roles]
    asks = [phrase.ask.source for phrase in mine if phrase.ask is not None]

    assert sorted({text for text in texts if texts.count(text) > 1}) == []
    assert sorted({ask for ask in asks if asks.count(ask) > 1}) == []


def test_every_greeting_of_english_is_known(language: str) -> None:
    known = speaking(language).greetings
    assert {key for key, spoken in known if spoken == "en"} - {
        key for key, spoken in known if spoken == language
    } == set()


def salutations(language: str) -> dict[str, str]:
    if language == "en":
        return {reader.what: reader.right for reader in PEOPLE}
    table = yaml.safe_load((TABLES / f"{language}.yaml").read_text(encoding="utf-8"))
    return {str(what): str(right) for what, right in table.items()}


def test_difficult_people_are_addressed_rightly(language: str) -> None:
    assert {reader.what: first_line(reader, language) for reader in PEOPLE} == salutations(language)


SECOND_ROUND = {"dates": "20 to 24 October 2027", "change": "-2 %", "booth": "7.1 C02", "name": "Light Fair"}


def test_eleven_follow_ups_to_one_silent_customer_never_repeat_a_sentence(language: str) -> None:
    """001-11: most deals close at the 4th to 11th follow-up, so the words must last that long, in every language."""
    topics = ("correction", "price-update", "product-update", "company-news", "exhibition", "visit") * 2
    sent: list[PastDraft] = []
    for number, topic in enumerate(topics[:11]):
        now = NOW + timedelta(days=9 * number)
        decision, history = situation(PEOPLE[0], told_in(language, topic, number > 5), language, variant=number)
        made = write(decision, replace(history, drafts=tuple(sent)), BOOK, ME, now)
        assert isinstance(made, Wording), (number, topic, made)
        assert made.language == language, (number, topic)
        sent.append(sent_as(made, topic, number, now))

    said = [sentence for draft in sent for sentence in draft.sentences]
    assert sorted({sentence for sentence in said if said.count(sentence) > 1}) == []


def told_in(language: str, topic: str, again: bool) -> Occasion:
    """Return news of a topic in a language; the second time other news, because no material comes twice."""
    about = news(topic)
    known = speaking(language).samples.get(language, {})
    there = {name: known[value] for name, value in about.facts.items() if value in known}
    prose = (
        "reason",
        "conditions",
        "what",
        "means",
        "who",
        "when",
        "where",
        "specification",
        "selling_point",
        "status",
    )
    if again:
        facts = {
            name: SECOND_ROUND.get(name, f"{value} B" if name in prose else value)
            for name, value in about.facts.items()
        }
        about, there = (
            replace(about, facts=facts),
            {name: f"{value} B" for name, value in there.items() if name in prose},
        )
    return replace(about, language="en", translations={language: there} if there and language != "en" else {})
