"""What may be learned from corrections: phrases that are the act's own, not the mail's names and goods."""

import pytest

from assistant.facts import lexicon
from assistant.facts.learning import Corrected, Entry, proposals
from assistant.facts.understand import understand
from assistant.model import Facts, Kind, Message
from tests.given.messages import message
from tests.given.parties import KELLER, LIN, ME
from tests.given.understood import OFFER


def answer(text: str) -> Message:
    number = abs(hash(text))
    return message(f"{number}@x.example", "2026-11-02", KELLER, LIN, subject="Re: LED panel", answers=OFFER, text=text)


def corrected(text: str, kind: Kind, number: int = 1) -> Corrected:
    said = answer(text)
    return Corrected(number=number, message=said, facts=understand(said, ME, lexicon.builtin()), kind=kind)


def learned(marked: list[Corrected], others: list[tuple[Message, Facts]] | None = None) -> list[tuple[str, str, str]]:
    def taken_for(entry: Entry, one: Corrected) -> Kind:
        said = entry.text in " ".join(lexicon.fold(one.message.new_text).split())
        return one.kind if said else one.facts.kind

    found = proposals(marked, others or [], ME, lexicon.builtin(), taken_for)
    return [(one.entry.group, one.entry.language, one.entry.text) for one in found]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hello Lin, the board has mothballed the whole undertaking for 2027.", "en"),
        ("Bonjour Lin, notre direction a enterré ce dossier panneaux sans appel.", "fr"),
        ("您好，这个案子已经被老板束之高阁了，辛苦。", "zh"),
        ("안녕하세요, 이번 건은 윗선에서 책상 서랍에 넣어 버렸습니다.", "ko"),
    ],
)
def test_a_phrase_of_the_mail_is_proposed_in_its_language(text: str, language: str) -> None:
    ((group, of_language, phrase),) = learned([corrected(text, Kind.REFUSAL)])

    assert (group, of_language) == ("refusal", language)
    assert phrase in lexicon.fold(text)


def test_names_goods_and_numbers_are_of_that_mail_alone() -> None:
    ((_, _, phrase),) = learned(
        [corrected("Lin, LED panel BL-2031 got mothballed by cautious auditors.", Kind.REFUSAL)]
    )

    assert not {"lin", "led", "panel", "bl-2031"} & set(phrase.split())


def test_what_two_corrected_mails_share_goes_before_what_one_says() -> None:
    marked = [
        corrected("The auditors buried dozens of things; this venture was mothballed by auditors.", Kind.REFUSAL),
        corrected("Sadly everything there got mothballed by auditors.", Kind.REFUSAL, 2),
    ]

    assert [phrase for _, _, phrase in learned(marked)] == ["mothballed by auditors"]


def test_what_a_mail_of_another_kind_says_is_not_proposed() -> None:
    text = "This venture got mothballed by auditors."
    heard = answer(f"As you know: {text} Which panel fits hall 6?")
    others = [(heard, understand(heard, ME, lexicon.builtin()))]

    assert learned([corrected(text, Kind.REFUSAL)], others) == []


def test_a_mail_understood_rightly_teaches_nothing() -> None:
    assert learned([corrected("We have decided not to buy.", Kind.REFUSAL)]) == []
