"""What the user said and what was done outside mail: settings, touches, rungs; rows that no derivation overwrites.

Public: `put`, `checked`, `settings`, `is_stopped`, `add_touch`, `outside_touches`, `rung_shown`, `rung_passed`,
`rungs`, `look_again`. Everything said about a customer lets judgement look at it again at once.
"""

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy import Connection, delete, insert, select, update

from assistant.almanac.languages import is_language
from assistant.errors import WrongUsage
from assistant.ledger.dialect import among, chunks, insert_new, upsert
from assistant.ledger.tables import CUSTOMER, EPOCH, OUTSIDE_TOUCH, RUNG, SETTING
from assistant.model import Direction, Grade, Kind, Rung, Settings, Stage, Touch

AT_ONCE = EPOCH  # the due time of what judgement has not seen since it changed
_ALLOWED = {
    "grade": "A, B, C or D",
    "stage": ", ".join(Stage),
    "country": "its two letters, for example DE",
    "language": "its code, for example es",
    "timezone": "a zone like Europe/Berlin",
}
_PLAIN = ("country", "language", "timezone", "stop")


_LOOK_AGAIN = update(CUSTOMER).where(among(CUSTOMER.c.number)).values(next_due=AT_ONCE)


def look_again(connection: Connection, numbers: Iterable[int]) -> None:
    """Let judgement look at these customers in the next pass."""
    for part in chunks(sorted(set(numbers))):
        connection.execute(_LOOK_AGAIN, {"values": part})


# --- settings ------------------------------------------------------------------------------------------------------
def put(connection: Connection, number: int, key: str, value: str | None, at: datetime) -> None:
    """Store what the user said: a key of `followup set`, or any dossier field. None or "": take it back.

    `resume` lifts stop and hold. Raises WrongUsage, with what is allowed, for a value that cannot be.
    """
    key, value = checked(key, value)
    if key == "resume":
        connection.execute(delete(SETTING).where(SETTING.c.number == number, SETTING.c.key.in_(("stop", "hold_until"))))
        key, value = "resumed_at", at.isoformat()
    elif key == "hold":
        key = "hold_until"
    if value:
        upsert(connection, SETTING, [{"number": number, "key": key, "value": value, "at": at}])
    else:
        connection.execute(delete(SETTING).where(SETTING.c.number == number, SETTING.c.key == key))
    look_again(connection, [number])


def checked(key: str, value: str | None) -> tuple[str, str]:
    """Return a setting as it is kept. Raises WrongUsage, with what is allowed, for a value that cannot be."""
    value = (value or "").strip()
    if key in ("resumed_at", "hold_until"):  # what `resume` and `hold` are kept as
        asked = "resume" if key == "resumed_at" else "hold=DATE"
        raise WrongUsage(f"{key} cannot be set", next_step=f"followup set CUSTOMER {asked}")
    if not value:
        return key, value
    try:
        if key in ("next", "hold"):
            value = date.fromisoformat(re.sub(r"(?i)^until\s+", "", value)).isoformat()
        elif key == "grade":
            value = Grade(value.upper()).value
        elif key == "stage":
            value = Stage(value.lower()).value
        elif not _is_possible(key, value):
            raise ValueError(value)
    except ValueError as error:
        allowed = _ALLOWED.get(key, "a date like 2026-12-20")
        raise WrongUsage(f"{key} cannot be {value!r}", next_step=f"write {allowed}") from error
    if key == "country":
        value = value.upper()
    elif key == "language":
        value = value.lower()
    return key, value


def _is_possible(key: str, value: str) -> bool:
    if key == "timezone":
        return value in available_timezones()
    if key == "language":
        return is_language(value)
    return key != "country" or re.fullmatch("[a-z]{2}", value, re.IGNORECASE) is not None


_SET = select(SETTING).where(among(SETTING.c.number)).order_by(SETTING.c.key)
_STOP = select(SETTING.c.value).where(among(SETTING.c.number), SETTING.c.key == "stop")


def settings(connection: Connection, numbers: Collection[int]) -> dict[int, dict[str, str]]:
    """Return what was set, per customer number."""
    found: dict[int, dict[str, str]] = {}
    for part in chunks(sorted(numbers)):
        for row in connection.execute(_SET, {"values": part}):
            found.setdefault(row.number, {})[row.key] = row.value
    return found


def to_settings(values: dict[str, str]) -> Settings:
    """Return stored settings as the value that judgement takes."""
    named = {"grade", "stage", "next", "hold_until", "resumed_at", *_PLAIN}
    grade, stage, following, hold, resumed = (
        values.get(name) for name in ("grade", "stage", "next", "hold_until", "resumed_at")
    )
    return Settings(
        grade=None if grade is None else Grade(grade),
        stage=None if stage is None else Stage(stage),
        next=None if following is None else date.fromisoformat(following),
        hold_until=None if hold is None else date.fromisoformat(hold),
        resumed_at=None if resumed is None else datetime.fromisoformat(resumed),
        dossier={key: value for key, value in sorted(values.items()) if key not in named},
        country=values.get("country"),
        language=values.get("language"),
        timezone=values.get("timezone"),
        stop=values.get("stop"),
    )


def is_stopped(connection: Connection, numbers: Collection[int]) -> bool:
    """Return whether the user stopped one of these customers."""
    return connection.execute(_STOP, {"values": list(numbers)}).first() is not None


# --- touches outside mail ------------------------------------------------------------------------------------------
def add_touch(
    connection: Connection, number: int, at: datetime, by: str, answered: bool, note: str, recorded_at: datetime
) -> None:
    """Store a contact outside mail; the same one twice is one."""
    row: dict[str, Any] = {"number": number, "at": at, "by": by, "answered": answered, "note": note}
    same = select(OUTSIDE_TOUCH.c.id).where(*(OUTSIDE_TOUCH.c[name] == value for name, value in row.items()))
    if connection.execute(same).first() is None:
        connection.execute(insert(OUTSIDE_TOUCH), [row | {"recorded_at": recorded_at}])
    look_again(connection, [number])


_OUTSIDE = select(OUTSIDE_TOUCH).where(among(OUTSIDE_TOUCH.c.number)).order_by(OUTSIDE_TOUCH.c.at, OUTSIDE_TOUCH.c.id)


def outside_touches(connection: Connection, numbers: Collection[int], at: datetime | None) -> dict[int, list[Touch]]:
    """Return the contacts outside mail per customer number, of those recorded (and held) until `at`."""
    found: dict[int, list[Touch]] = {}
    for part in chunks(sorted(numbers)):
        for row in connection.execute(_OUTSIDE, {"values": part}):
            if at is not None and (row.recorded_at > at or row.at > at):
                continue
            touch = Touch(
                at=row.at,
                direction=Direction.INBOUND if row.answered else Direction.OUTBOUND,
                kind=Kind.REPLY,
                by=row.by,
                answered=row.answered,
                note=row.note,
            )
            found.setdefault(row.number, []).append(touch)
    return found


# --- rungs ---------------------------------------------------------------------------------------------------------
def rung_shown(connection: Connection, number: int, step: str, spell: datetime, at: datetime) -> None:
    """Note that a step of the ladder was first shown; later showings change nothing."""
    insert_new(connection, RUNG, [{"number": number, "step": step, "spell": spell, "shown_at": at}])


def rung_passed(connection: Connection, number: int, step: str, spell: datetime, at: datetime) -> None:
    """Note that a step of the ladder is done; the first time stands."""
    rung_shown(connection, number, step, spell, at)
    connection.execute(
        update(RUNG)
        .where(RUNG.c.number == number, RUNG.c.step == step, RUNG.c.spell == spell, RUNG.c.passed_at.is_(None))
        .values(passed_at=at)
    )
    look_again(connection, [number])


_RUNGS = select(RUNG).where(among(RUNG.c.number)).order_by(RUNG.c.spell, RUNG.c.shown_at, RUNG.c.step)


def rungs(connection: Connection, numbers: Collection[int], at: datetime | None) -> dict[int, list[Rung]]:
    """Return the rungs per customer number, as they stood at `at` (None: now)."""
    found: dict[int, list[Rung]] = {}
    for part in chunks(sorted(numbers)):
        for row in connection.execute(_RUNGS, {"values": part}):
            if at is not None and row.shown_at > at:
                continue
            passed = None if row.passed_at is None or (at is not None and row.passed_at > at) else row.passed_at
            rung = Rung(step=row.step, shown_at=row.shown_at, passed_at=passed, spell=row.spell)
            found.setdefault(row.number, []).append(rung)
    return found
