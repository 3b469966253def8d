"""The phrasebook as data: loaded, laid over, refused line by line, and never able to hang or blow up."""

from pathlib import Path

import pytest

from assistant.drafts.trial import tried
from assistant.phrases import book as books
from assistant.phrases.nouns import Book
from assistant.phrases.preview import every_phrase, preview
from assistant.phrases.template import TemplateRefused, compile_text

TOPICS = {"correction", "price-update", "product-update", "company-news", "exhibition", "visit", "holiday"}


@pytest.fixture(scope="module")
def english() -> Book:
    book, problems = books.load()
    assert problems == ()
    return book


def folder(tmp_path: Path, **files: str) -> Path:
    """Write a phrasebook folder; the keyword `visit` becomes topics/visit.yaml."""
    (tmp_path / "topics").mkdir(exist_ok=True)
    for name, text in files.items():
        where = tmp_path / "topics" if name in TOPICS else tmp_path
        (where / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_every_topic_has_at_least_five_ways_to_say_it(english: Book) -> None:
    counts = {topic: len(english.of("topic", "en", topic)) for topic in TOPICS}

    assert {topic for topic, count in counts.items() if count < 5} == set()


@pytest.mark.parametrize("register", ["formal", "neutral", "informal", "plain"])
def test_every_point_of_a_correction_and_of_a_price_has_words_in_every_tone(english: Book, register: str) -> None:
    """001-T1, 001-T2, 002-21 and 004-02: also those points of a correction that no plan of today produces."""
    points = {
        "correction": {
            *("", "complete", "convenient", "explain", "correct"),
            *("compare", "certificates", "alternative", "lead-time"),
        },
        "price-update": {"down", "up", "other"},
        "visit": {"", "invite", "trip"},
    }

    has = {topic: {p.point for p in english.of("topic", "en", topic) if p.register == register} for topic in points}

    assert {topic: wanted - has[topic] for topic, wanted in points.items() if wanted - has[topic]} == {}


def test_every_phrase_appears_in_some_sample_letter(english: Book) -> None:
    used = {phrase.id for phrase, sample in every_phrase(english, "en") if sample.wording is not None}

    assert {p.id for p in english.phrases if p.role == "topic"} - used == set()


def test_every_sample_letter_of_a_soft_season_is_free_of_findings(english: Book) -> None:
    letters = tuple(preview(english, language="en", turns=3, soften=True))

    assert [(one.topic, one.point, one.person, one.findings) for one in letters if one.findings] == []


def test_no_sentence_of_the_phrasebook_stands_in_two_phrases(english: Book) -> None:
    asks = [phrase.ask.source for phrase in english.phrases if phrase.ask is not None]
    texts = [phrase.text.source for phrase in english.phrases if phrase.role in ("topic", "opening", "soft")]

    assert len(set(texts)) == len(texts)
    assert len({ask for ask in asks if "delivery term" not in ask}) >= len(asks) - 2


def test_a_folder_of_the_user_is_laid_over_phrase_by_phrase(tmp_path: Path, english: Book) -> None:
    mine = "closings:\n  - {id: best, text: 'With best regards from Ningbo,'}\n"

    book, problems = books.load((folder(tmp_path, closings=mine),))

    assert problems == ()
    assert [p.text.source for p in book.of("closing", "en") if p.id == "best"] == ["With best regards from Ningbo,"]
    assert len(book.phrases) == len(english.phrases)


def test_a_language_can_come_as_files_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics" / "holiday.de.yaml").write_text(
        "topic: holiday\nphrases:\n"
        "  - {id: gruss, language: de, needs: [wish], text: 'Wir wünschen Ihnen {{ wish }}.'}\n"
    )
    (tmp_path / "salutations.de.yaml").write_text(
        "salutations:\n  - {id: neutral, language: de, occasion: neutral, text: 'Guten Tag,'}\n"
    )

    book, problems = books.load((tmp_path,))

    assert problems == ()
    assert {"de", "en"} <= set(book.languages)
    assert [p.id for p in book.of("topic", "de", "holiday") if p.id == "gruss"] == ["gruss"]


@pytest.mark.parametrize(
    ("phrase", "line", "says"),
    [
        ("{id: mine, needs: [who], text: 'Come, {{ who }}, on {{ wen }}.'}", 3, "wen"),
        ("{id: mine, needs: [who], text: 'Come, {{ who }'}", 3, "mine"),
        ("{id: mine, need: [who], text: 'Come.'}", 3, "unknown key need (did you mean needs?)"),
        ("{id: mine, needs: [wher], text: 'Come {{ wher }}.'}", 3, "did you mean where?"),
        ("{id: mine, text: 'Come on {{ when }}.'}", 3, "add it to needs"),
        ("{id: mine, register: polite, text: 'Come.'}", 3, "register"),
        ("{id: mine}", 3, "text is missing"),
    ],
)
def test_a_wrong_phrase_is_off_and_named_with_its_line_while_others_work(
    tmp_path: Path, phrase: str, line: int, says: str
) -> None:
    text = f"topic: visit\nphrases:\n  - {phrase}\n  - {{id: good, text: 'Do visit us.'}}\n"

    book, problems = books.load((folder(tmp_path, visit=text),))

    assert [problem.line for problem in problems] == [line]
    assert says in problems[0].text
    assert problems[0].file.endswith("visit.yaml")
    assert {"good", "visit.meet"} <= {p.id for p in book.phrases}
    assert "mine" not in {p.id for p in book.phrases}


def test_a_slip_in_the_second_line_of_a_text_is_named_with_that_line(tmp_path: Path) -> None:
    text = "topic: visit\nphrases:\n  - id: mine\n    needs: [who]\n    text: |\n      Hello there.\n      {{ who\n"

    _, problems = books.load((folder(tmp_path, visit=text),))

    assert [problem.line for problem in problems] == [7]


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("visit", "topic: visitt\n", "did you mean visit?"),
        ("visit", "- a\n- b\n", "topic must be one of"),
        ("visit", "topic: visit\nphrase: []\n", "did you mean phrases?"),
        ("visit", "topic: visit\nphrases: many\n", "phrases must be a list"),
        ("openings", "opening: []\n", "did you mean openings?"),
        ("openings", "openings: [{id: a, text: 'a: b'}\n", "cannot be read as YAML"),
        ("opening", "openings: []\n", "did you mean openings?"),
        ("closings", "just a word\n", "closings or soft"),
    ],
)
def test_a_wrong_file_is_explained_and_the_rest_works(tmp_path: Path, file: str, text: str, says: str) -> None:
    book, problems = books.load((folder(tmp_path, **{file: text}),))

    assert any(says in problem.text for problem in problems), problems
    assert "visit.meet" in {p.id for p in book.phrases}


def test_one_id_for_two_phrases_of_a_folder_is_a_problem(tmp_path: Path) -> None:
    text = "closings:\n  - {id: mine, text: 'Best,'}\n  - {id: mine, text: 'Yours,'}\n"

    book, problems = books.load((folder(tmp_path, closings=text),))

    assert [(problem.line, "already the id" in problem.text) for problem in problems] == [(3, True)]
    assert [p.text.source for p in book.phrases if p.id == "mine"] == ["Best,"]


def test_a_missing_folder_is_a_problem_and_not_a_crash(tmp_path: Path) -> None:
    book, problems = books.load((tmp_path / "gone",))

    assert [problem.text for problem in problems] == ["there is no such phrasebook folder"]
    assert "en" in book.languages


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'a' * 200000000 }}",
        "{{ '%500000000d' % 1 }}",
        "{{ 2 ** 99999999 }}",
        "{% for a in range(9999999) %}x{% endfor %}",
        "{% for a in who %}{% for b in who %}x{% endfor %}{% endfor %}",
        "{{ who.__class__.__mro__ }}",
        "{{ who.center(100000000) }}",
        "{{ ''['__class__'] }}",
        "{{ who | center(100000000) }}",
        "{{ who | pprint }}",
        "{{ lipsum(n=9999) }}",
        "{% set a = who ~ who %}{{ a }}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% include 'letter.txt.j2' %}",
        "{% extends 'letter.txt.j2' %}",
        "{% import 'os' as os %}",
        "{{ self.__init__ }}",
        "{% raw %}" + "x" * 5000 + "{% endraw %}",
        "(" * 10 + "{{" + "(" * 900 + "who" + ")" * 900 + "}}",
    ],
)
def test_a_template_that_could_blow_up_or_break_out_is_refused(source: str) -> None:
    with pytest.raises(TemplateRefused):
        compile_text(source)


def test_output_beyond_64_kb_is_cut_off() -> None:
    template = compile_text("{{ who }}" * 300)

    with pytest.raises(TemplateRefused, match="64 KB"):
        template.render({"who": "x" * 1000})


def test_a_missing_slot_is_an_error_and_never_an_empty_space() -> None:
    with pytest.raises(TemplateRefused, match="who"):
        compile_text("Dear {{ who }},").render({})


def test_the_users_phrases_are_tried_in_a_child_process_and_the_large_one_is_named(tmp_path: Path) -> None:
    long_one = "{{ who }}" * 400
    text = (
        f"topic: visit\nphrases:\n  - {{id: good, text: Do come.}}\n  - {{id: big, needs: [who], text: '{long_one}'}}\n"
    )

    found = tried((folder(tmp_path, visit=text),))

    assert [(problem.line, problem.text) for problem in found] == [(4, "big: prints more than 64 KB")]
    assert tried(()) == ()
