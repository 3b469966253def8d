"""A file that goes along is named in the letter, in every language; what does not go along is never spoken of."""

from dataclasses import replace

import pytest

from assistant.model import Enclosed, Wording
from assistant.phrases.enclosing import sort_of
from assistant.phrases.preview import tones
from assistant.phrases.samples import ME, NOW, PEOPLE, situation
from assistant.phrases.text import words
from assistant.phrases.write import write
from tests.phrases.given import BOOK, letter, news

PRICE = news("price-update")
FAIR = news("exhibition")
PICTURE = news(point="picture")
SORTS = "certificate report picture company price-list catalogue data-sheet drawing packing document quotation again"


def pdf(name: str, folder: str = "", again: bool = False) -> Enclosed:
    return Enclosed(name=name, type="application/pdf", folder=folder, again=again)


def photo(name: str) -> Enclosed:
    return Enclosed(name=name, type="image/jpeg")


@pytest.mark.parametrize(
    ("file", "sort"),
    [
        (pdf("BL-2031 CE.pdf", folder="certificates"), "certificate"),
        (pdf("Zertifikat_2031.pdf"), "certificate"),
        (pdf("CE证书.pdf"), "certificate"),
        (pdf("test report 0310.pdf"), "report"),
        (Enclosed(name="certificate.jpg", type="image/jpeg"), "certificate"),
        (photo("BL-2031.jpg"), "picture"),
        (pdf("Price list 2027.pdf"), "price-list"),
        (pdf("Company profile.pdf"), "company"),
        (pdf("aluminium profile.pdf"), "document"),
        (pdf("BL-2031.pdf"), "document"),
        (pdf("Quotation BL-2031.pdf", again=True), "quotation"),
        (pdf("Quotation for nobody.pdf"), "document"),
        (pdf("BL-2031.pdf", again=True), "again"),
    ],
)
def test_a_file_is_called_what_its_name_says_and_else_a_document(file: Enclosed, sort: str) -> None:
    assert sort_of(file, BOOK) == sort


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((pdf("CE certificate.pdf"),), "the certificate"),
        ((pdf("ce.pdf", "certificates"), pdf("rohs.pdf", "certificates")), "the certificates"),
        ((pdf("Price list.pdf"), photo("a.jpg"), photo("b.jpg")), "our price list and some pictures"),
        ((pdf("Quotation 4711.pdf", again=True),), "a copy of our quotation of 3 November"),
        ((pdf("4711.pdf", again=True), pdf("4712.pdf", again=True)), "the files from our mail of 3 November"),
    ],
)
def test_the_letter_names_the_files_in_one_sentence(files: tuple[Enclosed, ...], said: str) -> None:
    decision, history = situation(PEOPLE[0], PRICE)
    made = letter(decision, history, files=files)

    assert made.body.count(said) == 1
    assert made.encloses == tuple(file.name for file in files)


def test_three_files_are_listed_as_the_language_lists_them() -> None:
    decision, history = situation(PEOPLE[0], FAIR, "id")
    made = letter(decision, history, files=(pdf("Company profile.pdf"), pdf("Catalogue.pdf"), photo("a.jpg")))

    assert "profil singkat perusahaan, katalog produk, dan" in made.body


def test_without_a_file_no_letter_speaks_of_one() -> None:
    decision, history = situation(PEOPLE[0], PRICE)
    made = letter(decision, history)

    assert "attach" not in made.body
    assert made.encloses == ()


def test_a_picture_that_goes_along_is_shown_and_not_offered() -> None:
    decision, history = situation(PEOPLE[0], PICTURE)
    made = letter(decision, history, files=(photo("gl-7.jpg"),))

    assert made.body.count("attached") == 1
    assert "send it over" not in made.body


def test_the_files_are_named_behind_the_question_so_that_it_does_not_ask_about_them() -> None:
    decision, history = situation(PEOPLE[0], PRICE)
    made = letter(decision, history, files=(pdf("CE certificate.pdf"),))

    assert 0 < made.body.index("?") < made.body.index("the certificate")


def test_what_was_sent_before_is_named_last() -> None:
    decision, history = situation(PEOPLE[0], PRICE)
    made = letter(decision, history, files=(pdf("4711.pdf", again=True), pdf("Price list.pdf")))

    assert "our price list and the file from our mail of 3 November" in made.body


@pytest.mark.parametrize("language", BOOK.languages)
def test_a_picture_is_offered_only_where_there_is_one(language: str) -> None:
    bare = replace(PICTURE, point="", facts={"product": "garden lamp GL-7"}, translations={})
    decision, history = situation(PEOPLE[0], bare, language)
    made = write(decision, history, BOOK, ME, NOW)

    assert not isinstance(made, Wording) or not any("picture" in phrase for phrase in made.phrases)


@pytest.mark.parametrize("language", BOOK.languages)
@pytest.mark.parametrize(("file", "sort"), [(pdf("Company profile.pdf"), "company"), (photo("a.jpg"), "picture")])
def test_what_goes_along_is_not_offered_as_well(language: str, file: Enclosed, sort: str) -> None:
    line = news("company-news")
    offering = {phrase.id for phrase in BOOK.speaking(language).of("topic", language) if phrase.offers == sort}

    for register in tones(BOOK.speaking(language), language):
        for variant in range(8):
            decision, history = situation(PEOPLE[variant % 5], line, language, variant=variant)
            made = letter(decision, history, register=register, files=(file,))
            assert offering.isdisjoint(made.phrases)


def test_words_of_the_seller_that_speak_of_the_file_are_enough() -> None:
    own = replace(PRICE, text={"en": "Our prices fell by 4 %; the new list is attached. It holds until 15 December."})
    decision, history = situation(PEOPLE[0], own)
    made = letter(decision, history, files=(pdf("Price list.pdf"),))

    assert made.body.count("attach") == 1


@pytest.mark.parametrize("language", BOOK.languages)
def test_every_sort_of_file_can_be_named_in_every_language_and_tone(language: str) -> None:
    speaking = BOOK.speaking(language)
    nouns = {noun.id.removesuffix(".many") for noun in speaking.of("file", language)}

    assert nouns == set(SORTS.split())
    for register in tones(speaking, language):
        for noun in speaking.of("file", language):
            known = {"quote_day": "3", "files": noun.text.render({"quote_day": "3"})}
            assert [line for line in speaking.of("enclosed", language) if known["files"] in line.text.render(known)]
        decision, history = situation(PEOPLE[0], FAIR, language)
        files = (pdf("Price list.pdf"), photo("a.jpg"), pdf("Quotation.pdf", again=True))
        made = letter(decision, history, register=register, files=files)
        assert (made.language, made.encloses) == (language, ("Price list.pdf", "a.jpg", "Quotation.pdf"))
        assert [id for id in made.phrases if id.startswith("enclosed.")]
        assert 40 <= words(made.core) <= 120


@pytest.mark.parametrize("language", BOOK.languages)
def test_the_same_quote_may_go_along_with_every_letter(language: str) -> None:
    decision, history = situation(PEOPLE[0], FAIR, language)
    made = write(decision, history, BOOK, ME, NOW, files=(pdf("Quotation.pdf", again=True),))
    bare = write(decision, history, BOOK, ME, NOW)

    assert isinstance(made, Wording)
    assert isinstance(bare, Wording)
    assert made.sentences == bare.sentences
    assert made.core != bare.core
