"""What the seller notes of a person changes the words; each test names its rule (domain 003)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.model import Settings, Wording
from assistant.phrases.occasions import occasions
from assistant.phrases.samples import ME, PEOPLE, situation
from tests.phrases.given import BOOK, letter, news

ANOTHER_FORM = news(point="convenient")
MONDAY = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)  # the first day of the week


def written(dossier: dict[str, str], language: str = "en", country: str = "US") -> Wording:
    decision, history = situation(replace(PEOPLE[0], country=country), ANOTHER_FORM, language)
    made = letter(decision, replace(history, settings=Settings(dossier=dossier)), now=MONDAY)
    return made


@pytest.mark.parametrize(
    ("temper", "chats"), [("", True), ("easy-going", True), ("strict", False), ("impatient", False), ("fast", False)]
)
def test_003_c6_who_wants_the_matter_at_once_gets_no_small_talk(temper: str, chats: bool) -> None:
    decision, history = situation(PEOPLE[0], ANOTHER_FORM)
    noted = replace(history, settings=Settings(dossier={"temper": temper}))

    assert ("weekend" in occasions(decision, noted, ME, MONDAY)) is chats


def test_003_c6_who_is_strict_is_written_to_formally_whatever_the_country_expects() -> None:
    tones = {one.id: one.register for one in BOOK.phrases if one.role == "topic" and one.language == "en"}

    def tone(dossier: dict[str, str]) -> set[str]:
        return {tones[name] for name in written(dossier).phrases if name in tones}

    assert tone({}) == {"neutral"}
    assert tone({"temper": "strict"}) == {"formal"}


def test_003_c4_little_english_makes_the_letter_plain_and_says_it_in_their_language_too() -> None:
    tones = {one.id: one.register for one in BOOK.phrases if one.role == "topic" and one.language == "en"}
    made = written({"written_english": "low"}, country="BR")

    assert "plain" in {tones.get(name) for name in made.phrases}
    assert "* * *" in made.body
    assert "* * *" not in written({}, country="BR").body
