"""How long to rest between two follow-ups. Public: `rest`, `Rest`.

Domain 001-20, 004-04, A.6-2: the shortest matching rule wins.
"""

from dataclasses import dataclass

from assistant.clock import Duration
from assistant.model import Heat, Stage, Standing
from assistant.plan.rules import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """The rest that applies, and the key of `every` it comes from."""

    length: Duration
    key: str  # A B C D hot sample
    doubled: bool = False


def rest(standing: Standing, rules: Rules, *, soften: bool = False) -> Rest:
    """Return the shortest matching rest; a season to soften doubles it (definitions "Seasons")."""
    keys = [standing.grade.value]
    if standing.heat is Heat.HOT:
        keys.append("hot")
    if standing.stage is Stage.SAMPLE:
        keys.append("sample")
    lengths: list[tuple[Duration, str]] = [(getattr(rules.every, key), key) for key in keys]
    length, key = min(lengths, key=lambda pair: pair[0].rough())
    if soften:
        length = Duration(number=length.number * 2, unit=length.unit)
    return Rest(length=length, key=key, doubled=soften)
