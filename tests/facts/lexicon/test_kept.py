"""The phrases of the house are compiled once and kept like bytecode; whatever is not theirs is never taken for them."""

import sys
from pathlib import Path

import pytest

from assistant.facts.lexicon import kept
from assistant.facts.lexicon.pattern import compile_phrase

PHRASES = [compile_phrase("order", "en", "we (order|take) <n>"), compile_phrase("stop-request", "zh", "不要 再")]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a lexicon's folder of one file, where bytecode may be kept."""
    (tmp_path / "words.yaml").write_text("order: {en: [yes]}", "utf-8")
    monkeypatch.setattr(kept, "FOLDER", tmp_path)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def test_what_was_kept_is_given_back() -> None:
    assert kept.kept() is None
    kept.keep(PHRASES)

    assert kept.kept() == PHRASES


def test_other_words_are_compiled_anew(folder: Path) -> None:
    kept.keep(PHRASES)
    (folder / "words.yaml").write_text("order: {en: [no]}", "utf-8")

    assert kept.kept() is None


@pytest.mark.parametrize("cut", [0, 20, 32, 60])
def test_a_file_cut_short_is_no_lexicon(folder: Path, cut: int) -> None:
    kept.keep(PHRASES)
    (place,) = folder.glob("__pycache__/*")
    place.write_bytes(place.read_bytes()[:cut])

    assert kept.kept() is None


def test_nothing_is_kept_where_python_keeps_no_bytecode(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept.keep(PHRASES)

    assert list(folder.glob("__pycache__/*")) == []


def test_a_folder_that_may_not_be_written_keeps_nothing(folder: Path) -> None:
    (folder / "__pycache__").touch()  # as unwritable for root as for anybody
    kept.keep(PHRASES)

    assert kept.kept() is None
