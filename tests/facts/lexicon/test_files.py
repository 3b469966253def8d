"""The lexicon: data files, the user's words laid over them, and what is wrong with a file."""

import time
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.facts import lexicon
from assistant.facts.lexicon.pattern import compile_phrase, expression
from tests.given.corpus import CORPUS


def test_the_files_of_the_house_have_no_problems() -> None:
    assert lexicon.load()[1] == ()


@pytest.mark.parametrize(
    ("phrase", "language", "text", "found"),
    [
        ("(do not|don't) .. (mail|write)", "en", "Please don't ever again mail us", True),
        ("sample*", "en", "SAMPLES, please", True),
        ("sample", "en", "samples", False),
        ("price [list] for <n>", "en", "price for 500", True),
        ("cotización", "es", "COTIZACION urgente", True),
        ("请 报", "zh", "請报一下", True),
        ("numune*", "tr", "NUMUNELERİNİZİ", True),
    ],
)
def test_phrases_are_written_without_regular_expressions(phrase: str, language: str, text: str, found: bool) -> None:
    assert bool(expression(language, phrase).search(lexicon.fold(text))) is found


@pytest.mark.parametrize(
    "phrase", ["(a|b", "a)", "a*b", "[maybe] word", "..", "<n>", "x" * 600, "a .. b .. c .. d .. e .. f"]
)
def test_a_phrase_that_cannot_be_understood_is_refused_in_words(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        compile_phrase("group", "en", phrase)


@pytest.mark.parametrize("unit", ["1,", "1, ", "a,a ", "we ", "not 1,", "не ", "send 1,1 "])
def test_no_text_keeps_the_phrases_busy(unit: str) -> None:
    text = (unit * 2100)[:4096]
    words = lexicon.builtin()
    words.first("refusal", "warm")
    began = time.thread_time()
    for group in sorted(words.groups):
        words.hits(group, text)

    assert time.thread_time() - began < 0.5  # a tenth of it on an idle machine; it was twenty seconds


def test_no_phrase_is_overlooked_by_the_quick_look() -> None:
    words, seen = lexicon.builtin(), 0
    for file in sorted(CORPUS.glob("*.eml"))[::2]:
        text = lexicon.fold(file.read_text("utf-8", "replace"))[:4000]
        for group in ("away", "bounce-body", "back-later"):
            every = (
                expression(language, phrase).finditer(text)
                for language, phrases in words.written(group).items()
                for phrase in phrases
            )
            spans = {match.span() for matches in every for match in islice(matches, 24)}

            assert {(hit.start, hit.end) for hit in words.hits(group, text, folded=True)} == spans
            seen += len(spans)

    assert seen >= 10


def test_a_users_folder_adds_and_takes_away_words(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("stop-request:\n  en: ['enough already']\n", "utf-8")

    own, problems = lexicon.load([tmp_path])

    assert problems == ()
    assert own.first("stop-request", "ENOUGH already!") is not None
    assert lexicon.builtin().first("stop-request", "enough already!") is None


def test_every_slip_in_a_users_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "stop-requst:\n  en: [a]\norder:\n  xx: [b]\n  en:\n    - '(c'\n    - good words\n", "utf-8"
    )

    own, problems = lexicon.load([tmp_path])

    assert [problem.line for problem in problems] == [1, 4, 6]
    assert "stop-request" in problems[0].text
    assert own.first("order", "good words") is not None


def test_a_missing_folder_is_a_problem_not_an_error(tmp_path: Path) -> None:
    assert lexicon.load([tmp_path / "none"])[1][0].line == 0


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_folding_is_stable(text: str) -> None:
    once = lexicon.fold(text)

    assert lexicon.fold(once) == lexicon.fold(lexicon.fold(once))
