"""Where numbers begin: expressions for them are tried there and nowhere else. Public: `matches`."""

import re
from collections.abc import Iterator

_RUN = re.compile(r"\d+")


def matches(expression: "re.Pattern[str]", text: str) -> Iterator["re.Match[str]"]:
    """Yield what `finditer` would give, for an expression that can only begin with the first of several digits."""
    end = 0
    for run in _RUN.finditer(text):
        if run.start() >= end:
            match = expression.match(text, run.start())
            if match is not None:
                end = match.end()
                yield match
