"""Which mails may belong together because one quotes the other, where no header says so.

Public: `quoting`, `quoted`. They are found by the day of the quoted mail (`recorded.quoted_on`); that it is that very
mail is for `facts.echoes` to prove.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, Text, and_, cast, exists, literal, select
from sqlalchemy import type_coerce as as_type

from assistant.ledger.recorded import QUOTED, quoted_on
from assistant.ledger.tables import CITATION, EPOCH, MESSAGE, PARTY
from assistant.model import Direction

_A_DAY = 86_400_000_000  # microseconds: as tables.Moment stores them
_SPAN = 3 * _A_DAY  # attributions tell no zone


def quoting(which: ColumnElement[bool]) -> Select[Any]:
    """Return the statement for (key, message): mails that quote what we wrote to these companies on some day.

    `which`: a condition on PARTY or CITATION. Left out are those that name mail of ours which we hold, and those whose
    writer had mail of ours of those days himself: he quotes that.
    """
    day = cast(_micros(MESSAGE.c.at) // literal(_A_DAY, BigInteger), Text)
    return (
        select(PARTY.c.key, CITATION.c.message)
        .join(MESSAGE, MESSAGE.c.id == PARTY.c.message)
        .join(CITATION, CITATION.c.cited == literal(QUOTED, Text).concat(day))
        .where(which, MESSAGE.c.direction == Direction.OUTBOUND, ~_names_ours(), ~_had_mail(near=True))
        .distinct()
    )


def quoted(connection: Connection, keys: Iterable[str]) -> Iterable[tuple[str, int]]:
    """Yield (key, message) for mails of ours that these companies, to whom we had not written, may be quoting."""
    telling = (
        select(PARTY.c.key, CITATION.c.cited)
        .join(CITATION, CITATION.c.message == PARTY.c.message)
        .where(PARTY.c.key.in_(list(keys)), PARTY.c.part == "from", CITATION.c.cited.startswith(QUOTED))
        .where(~_names_ours(), ~_had_mail(near=False))
    )
    for key, cited in sorted({(row.key, row.cited) for row in connection.execute(telling)}):
        day = cited.removeprefix(QUOTED)
        if not day.isdecimal() or quoted_on(int(day)) != cited or len(day) > 6:
            continue  # a Message-ID that only looks like it
        begins = EPOCH + timedelta(days=int(day))
        ours = select(MESSAGE.c.id).where(
            MESSAGE.c.at >= begins, MESSAGE.c.at < begins + timedelta(days=1), MESSAGE.c.direction == Direction.OUTBOUND
        )
        yield from ((key, message) for message in connection.execute(ours).scalars())


def _names_ours() -> ColumnElement[bool]:
    named, ours = CITATION.alias(), MESSAGE.alias()
    answered = and_(ours.c.message_id == named.c.cited, ours.c.direction == Direction.OUTBOUND)
    return exists(
        select(named.c.message).join(ours, answered).where(named.c.message == CITATION.c.message).correlate(CITATION)
    )


def _had_mail(*, near: bool) -> ColumnElement[bool]:
    """Whether the writer of the quoting mail had had mail of ours, `near`: of the days of the one quoted."""
    writer, theirs, quotation, ours = PARTY.alias(), PARTY.alias(), MESSAGE.alias(), MESSAGE.alias()
    to_them = (
        select(ours.c.id)
        .join(theirs, theirs.c.message == ours.c.id)
        .join(writer, and_(writer.c.key == theirs.c.key, writer.c.part == "from"))
        .join(quotation, quotation.c.id == writer.c.message)
        .where(writer.c.message == CITATION.c.message, ours.c.direction == Direction.OUTBOUND)
        .where(ours.c.at <= quotation.c.at)
    )
    if not near:
        return exists(to_them.correlate(CITATION))
    middle = _micros(MESSAGE.c.at)
    return exists(
        to_them.where(_micros(ours.c.at).between(middle - _SPAN, middle + _SPAN)).correlate(CITATION, MESSAGE)
    )


def _micros(moment: Any) -> Any:
    return as_type(moment, BigInteger)
