"""A word on a note that steers nothing: a key beside a known one, or a value that no rule asks for.

Public: `remark`. Any note is kept (`followup set CUSTOMER FIELD=VALUE`); a slip of the pen should not pass in silence,
because a `stop` that was taken for a note stops nobody.
"""

from assistant import yamldoc
from assistant.model.history import LITTLE
from assistant.plan.notes import ADVICE, STEERING

KEYS = ("grade", "stage", "country", "language", "timezone", "next", "hold", "stop", "resume", "note")
_SKILLS = ("spoken_english", "written_english")
_ELSEWHERE = (*_SKILLS, "bilingual", "source", "religion", "products", "best_seller", "interest", "phone", "company")
_ROWS = tuple((row.field, row.values) for row in (*STEERING, *ADVICE) if row.field)
_FIELDS = frozenset({field for field, _ in _ROWS} | {*_ELSEWHERE, *KEYS})


def remark(key: str, value: str) -> str | None:
    """Return what the seller should know of this note; None where it counts, or is plainly a note of his own."""
    if key not in _FIELDS:
        near = yamldoc.nearest(key, sorted(_FIELDS), cutoff=0.75)
        return f"{key} is kept as a note of your own and changes nothing{near}; {key}= takes it back" if near else None
    counting = _counting(key)
    parts = {part.strip().casefold() for part in value.replace(";", ",").split(",")}
    if not value or not counting or parts & counting:
        return None
    return f"{key}={value} is kept as a note; what changes drafts is {', '.join(sorted(counting))} (docs/rules.md)"


def _counting(key: str) -> frozenset[str]:
    """Return the values that a rule asks for; empty where any value counts, or the key is no note."""
    asked = [values for field, values in _ROWS if field == key]
    if key in _SKILLS:
        return LITTLE
    if key in ("position", "supplier") or () in asked:  # in a hand-over note; nobody is asked for a known supplier
        return frozenset()
    return frozenset(word for values in asked for word in values)
