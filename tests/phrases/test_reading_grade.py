"""How hard our English is to read: at most grade 8, and at most 5 for people with little English (003-C4)."""

import re
from functools import cache

import pytest

from assistant.phrases.preview import TONES, Sample, preview
from tests.phrases.given import BOOK

HARDEST = {"formal": 8.0, "neutral": 8.0, "informal": 8.0, "plain": 5.0}
LONGEST_PLAIN_SENTENCE = 14  # words: 12 of our own, and some of a fact such as "LED panel BL-2031"
_WORD = re.compile(r"\S*\w\S*")
_VOWELS = re.compile(r"[aeiouy]+")
_TWO_SOUNDS = re.compile(r"i[ao](?!us)|[eiou]ing|eate|[^aeiou]ual|iu|uie|dea$")  # di-al, go-ing, cre-ate, ann-u-al
_ONE_SOUND = re.compile(r"[tcsx]i(?:on|al|a)|gion")  # na-tion, spe-cial
_SILENT = re.compile(r"(?:[^aeiouylr]|[aeiouy][lr])e$|[^aeioutd]ed$|[^aeioucgszx]es$")


def syllables(word: str) -> int:
    """Return the syllables of an English word, by rule; one for what is no word, such as BL-2031."""
    letters = re.sub(r"[^a-z]", "", word.casefold())
    if re.search(r"\d|//", word) or not letters:
        return 1
    count = len(_VOWELS.findall(letters)) + len(_TWO_SOUNDS.findall(letters)) - len(_ONE_SOUND.findall(letters))
    return max(1, count - bool(_SILENT.search(letters)))


def sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence; a line of a list is a sentence too."""
    parts = re.split(r"(?<=[.!?])\s|\n", text)
    return [words for words in (_WORD.findall(part) for part in parts) if words]


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade: the school years that an American reader needs."""
    said = sentences(text)
    words = [word for sentence in said for word in sentence]
    return 0.39 * len(words) / len(said) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@cache
def letters(register: str) -> tuple[Sample, ...]:
    return tuple(preview(BOOK, language="en", register=register, turns=3, variants=2))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("price", 1), ("quotation", 3), ("table", 2), ("prices", 2), ("idea", 3), ("moved", 1), ("quoted", 2),
        ("delivery", 4), ("specification", 5), ("schedule", 2), ("business", 2), ("useful", 2), ("reason", 2),
        ("compare", 2), ("little", 2), ("the", 1), ("quiet", 2), ("material", 4), ("more", 1), ("BL-2031", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_nearly_as_they_are_spoken(word: str, expected: int) -> None:
    assert abs(syllables(word) - expected) <= (1 if word in ("business", "useful") else 0)


def test_hard_and_easy_english_are_told_apart() -> None:
    hard = "Pursuant to our previous communication, we hereby respectfully solicit your esteemed consideration."
    easy = "We have a new price for you. It is lower. Do you want to see it?"

    assert grade(hard) > 14
    assert grade(easy) < 2


@pytest.mark.parametrize("register", TONES)
def test_every_letter_is_easy_to_read(register: str) -> None:
    found = {one.body: round(grade(one.wording.core), 1) for one in letters(register) if one.wording is not None}

    assert len(found) > 50
    assert [(much, body) for body, much in found.items() if much > HARDEST[register]] == []


def test_plain_english_has_short_sentences() -> None:
    told = {" ".join(words) for one in letters("plain") if one.wording for words in sentences(one.wording.core)}

    assert sorted(sentence for sentence in told if len(sentence.split()) > LONGEST_PLAIN_SENTENCE) == []


def test_letters_in_plain_english_use_no_other_tone() -> None:
    tones = {phrase.id: phrase.register for phrase in BOOK.phrases if phrase.role in ("topic", "way", "opening")}
    used = {id_ for one in letters("plain") if one.wording for id_ in one.wording.phrases}

    assert {id_ for id_ in used if tones.get(id_, "plain") != "plain"} == set()
