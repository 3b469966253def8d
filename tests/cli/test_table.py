"""Tables for people: columns in line whatever the letters, nothing lost on a narrow screen."""

from assistant.cli.table import table

COLUMNS = ("customer", "because")


def test_columns_stand_in_line_also_under_chinese_letters_and_accents() -> None:
    lines = list(table(("company", "next"), [("青岛照明", "now"), ("Mu\u0308ller", "now"), ("Beck", "now")], 80))

    assert lines == ["company   next", "青岛照明  now", "Mu\u0308ller    now", "Beck      now"]


def test_what_does_not_fit_goes_on_in_the_next_line_between_words() -> None:
    lines = list(table(COLUMNS, [("EU-001-A", "they asked something on 3 May: it is our turn")], 34))

    assert lines == ["customer  because", "EU-001-A  they asked something on", "          3 May: it is our turn"]


def test_a_word_wider_than_its_column_is_broken_and_nothing_is_lost() -> None:
    lines = list(table(("to",), [("karin.beck@leuchten.example",)], 10))

    assert "".join(lines[1:]) == "karin.beck@leuchten.example"
    assert max(map(len, lines)) == 10


def test_a_narrow_screen_takes_from_the_widest_column_first() -> None:
    lines = list(table(COLUMNS, [("EU-001-A", "x" * 40), ("EU-002-A", "y" * 30)], 20))

    assert all(line.startswith(("customer", "EU-00", " " * 10)) for line in lines)
    assert max(map(len, lines)) == 20


def test_a_cell_of_several_lines_keeps_them() -> None:
    assert list(table(COLUMNS, [("one", "first\nsecond")], 80)) == [
        "customer  because",
        "one       first",
        " " * 10 + "second",
    ]


def test_a_screen_too_narrow_for_anything_still_shows_every_letter() -> None:
    lines = list(table(COLUMNS, [("ab", "青岛")], 1))

    assert {"a", "b", "青", "岛"} <= set("".join(lines))
