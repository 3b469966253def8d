"""Where numbers begin: expressions for them are tried there and nowhere else. Public: `matches`."""

import re
from collections.abc import Iterator
from functools import lru_cache

_RUN = re.compile(r"\d+")


@lru_cache(maxsize=32)  # of one text many expressions are tried
def _starts(text: str) -> tuple[int, ...]:
    return tuple(run.start() for run in _RUN.finditer(text))


def matches(expression: "re.Pattern[str]", text: str) -> Iterator["re.Match[str]"]:
    """Yield what `finditer` would give, for an expression that can only begin with the first of several digits."""
    end = 0
    for start in _starts(text):
        if start >= end:
            match = expression.match(text, start)
            if match is not None:
                end = match.end()
                yield match
