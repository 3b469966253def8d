"""A table for people, as text: columns side by side, cells folded between words where the screen is too narrow.

Public: `table`. Written by hand because showing one through a library of terminal art took longer than judging half
of the customers shown. Chinese, Japanese and Korean letters take two cells, marks above letters none (UAX 11).
"""

import unicodedata
from collections.abc import Iterator, Sequence

GAP = "  "


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yield the lines of the table, the heading first, without spaces at their ends; at most `width` cells wide.

    Narrower than its columns have letters it cannot be.
    """
    broken = [[cell.split("\n") for cell in row] for row in (columns, *rows)]
    natural = [max(_cells(line) for row in broken for line in row[index]) for index in range(len(columns))]
    widths = _narrowed(natural, width - len(GAP) * (len(columns) - 1))
    for row in broken:
        folded = [
            [part for line in lines for part in _folded(line, wide)] for lines, wide in zip(row, widths, strict=True)
        ]
        for number in range(max(map(len, folded), default=0)):
            parts = [lines[number] if number < len(lines) else "" for lines in folded]
            padded = (part + " " * (wide - _cells(part)) for part, wide in zip(parts, widths, strict=True))
            yield GAP.join(padded).rstrip()


def _narrowed(natural: Sequence[int], room: int) -> list[int]:
    """Return the widths: as they are where there is room, else the widest as narrow as all of them must be."""
    widths = list(natural)
    while sum(widths) > room and max(widths) > 1:
        widest = max(widths)
        at_most = max((width for width in widths if width < widest), default=1)
        count = widths.count(widest)
        share = widest - -(-(sum(widths) - room) // count)  # what each of the widest may keep
        widths = [max(at_most, share, 1) if width == widest else width for width in widths]
    return widths


def _folded(line: str, width: int) -> Iterator[str]:
    """Yield a line in parts of at most so many cells, broken between words, or within a word that is wider."""
    while _cells(line) > width:
        end = _fitting(line, width)
        space = line.rfind(" ", 0, end + 1)
        if space > 0:
            end = space
        yield line[:end].rstrip()
        line = line[end:].lstrip()
    yield line


def _fitting(line: str, width: int) -> int:
    """Return how many letters fit into so many cells; one at least."""
    used = 0
    for index, letter in enumerate(line):
        used += _cells(letter)
        if used > width:
            return max(index, 1)
    return len(line)


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


def _cells_of(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
