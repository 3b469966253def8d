"""The tables, as SQLModel classes; everything else in this package works on their Core tables.

Three sorts of rows. *Recorded*: message, location, party, citation, folder, mailbox, unreadable: what the mailboxes
showed; read again after a loss. *Said*: setting, correction, outside_touch, rung, draft, decision, suppression, wish:
what the user said and what we did; never derived, never overwritten by reading. *Derived*: picture, outlook (and the
keys still to be derived: fresh, stale): can be thrown away at any time. `customer` is lasting: a code once given stays.

Moments are stored as whole microseconds since 1970 UTC: exact, sortable and the same on SQLite and PostgreSQL.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, cast

from sqlalchemy import BigInteger, Dialect, Index, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
metadata = MetaData()


class Moment(TypeDecorator[datetime]):
    """An aware datetime, stored as microseconds since 1970 UTC. A naive one is refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else to_micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + timedelta(microseconds=value)


def to_micros(value: datetime) -> int:
    """Return whole microseconds since 1970 UTC. Raises TypeError for a datetime without a zone."""
    since = value - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


class Row(SQLModel):
    """Root of the tables, with a metadata of their own."""

    metadata: ClassVar[Any] = metadata


# --- recorded ------------------------------------------------------------------------------------------------------
class MailboxRow(Row, table=True):
    __tablename__ = "mailbox"
    name: str = Field(primary_key=True)
    checked_at: datetime | None = Field(default=None, sa_type=Moment)  # last full check
    problem: str | None = None


class FolderRow(Row, table=True):
    __tablename__ = "folder"
    mailbox: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    role: str
    uidvalidity: int | None = Field(default=None, sa_type=BigInteger)
    uidnext: int | None = Field(default=None, sa_type=BigInteger)
    exists: int | None = None
    highestmodseq: int | None = Field(default=None, sa_type=BigInteger)
    complete: bool = False
    checked_at: datetime | None = Field(default=None, sa_type=Moment)
    covered_from: datetime | None = Field(default=None, sa_type=Moment)
    on_server: int = 0
    missing_since: datetime | None = Field(default=None, sa_type=Moment)
    problem: str | None = None


class MessageRow(Row, table=True):
    __tablename__ = "message"
    __table_args__ = (Index("message_at", "at"),)
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    message_id: str = Field(unique=True)
    at: datetime = Field(sa_type=Moment)
    direction: str | None = None
    kind: str
    roles: str  # of all folders where it ever lay, sorted, separated by a space
    mailbox: str  # the first by name of those that held it
    received: datetime | None = Field(default=None, sa_type=Moment)  # the earliest INTERNALDATE of its copies
    role: str = "other"  # of the folder of the copy that is kept
    rank: int = Field(sa_type=BigInteger)  # which copy is kept when copies differ: see recording.rank_of
    trimmed: bool = False
    content: str = Field(sa_type=Text)  # codec.message_to_json
    facts: str = Field(sa_type=Text)  # codec.facts_to_json


class LocationRow(Row, table=True):
    __tablename__ = "location"
    __table_args__ = (Index("location_message", "message"),)
    mailbox: str = Field(primary_key=True)
    folder: str = Field(primary_key=True)
    uidvalidity: int = Field(primary_key=True, sa_type=BigInteger)
    uid: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    message: int | None = None  # None: of a forgotten customer, nothing is kept of it
    flags: str = ""  # sorted, separated by a space


class UnreadableRow(Row, table=True):
    __tablename__ = "unreadable"
    mailbox: str = Field(primary_key=True)
    folder: str = Field(primary_key=True)
    uidvalidity: int = Field(primary_key=True, sa_type=BigInteger)
    uid: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    tries: int = 1
    at: datetime = Field(sa_type=Moment)


class PartyRow(Row, table=True):
    """Whom outside our house a message concerns (facts.parties): derived, one row per address."""

    __tablename__ = "party"
    __table_args__ = (Index("party_key", "key", "message"), Index("party_address", "address", "message"))
    message: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    address: str = Field(primary_key=True)
    key: str
    part: str


class CitationRow(Row, table=True):
    """A Message-ID that an inbound message names in In-Reply-To or References."""

    __tablename__ = "citation"
    __table_args__ = (Index("citation_cited", "cited", "message"),)
    message: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    cited: str = Field(primary_key=True)


# --- derived -------------------------------------------------------------------------------------------------------
class FreshRow(Row, table=True):
    """A message that is new, or whose facts, place or user's mark changed: its parties must be found (again)."""

    __tablename__ = "fresh"
    message: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class StaleRow(Row, table=True):
    """A company whose picture must be derived again."""

    __tablename__ = "stale"
    key: str = Field(primary_key=True)


class JoinedRow(Row, table=True):
    """A company key that proved to be of another customer: derived together with `root`, not by itself."""

    __tablename__ = "joined"
    key: str = Field(primary_key=True)
    root: str = Field(index=True)


class CustomerRow(Row, table=True):
    """A code once given; lasts. `next_due` is when judgement looks at it again: None = not by itself."""

    __tablename__ = "customer"
    __table_args__ = (Index("customer_next_due", "next_due", "number"),)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    key: str = Field(unique=True)
    region: str
    given_at: datetime = Field(sa_type=Moment)
    next_due: datetime | None = Field(default=None, sa_type=Moment)


class PictureRow(Row, table=True):
    """What is derived of one customer: histories.py reads it, deriving.py writes it."""

    __tablename__ = "picture"
    key: str = Field(primary_key=True)
    first_at: datetime = Field(sa_type=Moment)
    last_at: datetime = Field(sa_type=Moment)
    region: str
    domain: str = Field(index=True)
    searched: str = Field(sa_type=Text)  # company, domains, site, phones, names, addresses: case folded, one per line
    body: str = Field(sa_type=Text)  # picture.to_json


class OutlookRow(Row, table=True):
    """What judgement last saw of one customer that no rule decides (plan.outlook); outlooks.py."""

    __tablename__ = "outlook"
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    shut: bool
    opens: datetime | None = Field(default=None, sa_type=Moment)
    base: str
    base_at: datetime | None = Field(default=None, sa_type=Moment)
    asked_at: datetime | None = Field(default=None, sa_type=Moment)
    contact_at: datetime | None = Field(default=None, sa_type=Moment)
    rest: str
    rest_from: datetime | None = Field(default=None, sa_type=Moment)
    climbed: int


# --- said ----------------------------------------------------------------------------------------------------------
class SettingRow(Row, table=True):
    __tablename__ = "setting"
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    key: str = Field(primary_key=True)
    value: str
    at: datetime = Field(sa_type=Moment)


class CorrectionRow(Row, table=True):
    """merge (a, b = company keys), split (a = address), mark (a = Message-ID, b = kind); later rows stand above."""

    __tablename__ = "correction"
    id: int | None = Field(default=None, primary_key=True)
    what: str
    a: str = Field(index=True)
    b: str = ""
    at: datetime = Field(sa_type=Moment)


class OutsideTouchRow(Row, table=True):
    __tablename__ = "outside_touch"
    id: int | None = Field(default=None, primary_key=True)
    number: int = Field(index=True)
    at: datetime = Field(sa_type=Moment)
    by: str
    answered: bool
    note: str = ""
    recorded_at: datetime = Field(sa_type=Moment)


class RungRow(Row, table=True):
    __tablename__ = "rung"
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    spell: datetime = Field(primary_key=True, sa_type=Moment)
    step: str = Field(primary_key=True)
    shown_at: datetime = Field(sa_type=Moment)
    passed_at: datetime | None = Field(default=None, sa_type=Moment)


class DecisionRow(Row, table=True):
    __tablename__ = "decision"
    __table_args__ = (Index("decision_number", "number", "id"),)
    id: int | None = Field(default=None, primary_key=True)
    number: int
    at: datetime = Field(sa_type=Moment)
    action: str
    body: str = Field(sa_type=Text)
    weighed: str = Field(sa_type=Text)


class DraftRow(Row, table=True):
    """The journal of placing: one row per draft; `check_sum` covers every column that an act depends on."""

    __tablename__ = "draft"
    __table_args__ = (
        Index("draft_step", "customer", "step", unique=True),
        Index("draft_state", "state"),
        Index("draft_message_id", "message_id"),
        Index("draft_token", "token"),
    )
    draft: str = Field(primary_key=True)
    customer: int
    mailbox: str
    step: str
    state: str
    message_id: str
    token: str
    recorded_at: datetime = Field(sa_type=Moment)
    changed_at: datetime = Field(sa_type=Moment)
    body: str = Field(sa_type=Text)  # the other fields as JSON
    raw: bytes = Field(sa_type=LargeBinary)
    check_sum: str


class DraftEventRow(Row, table=True):
    """A change of a draft's state, so that the past can be told (`--at`)."""

    __tablename__ = "draft_event"
    id: int | None = Field(default=None, primary_key=True)
    draft: str = Field(index=True)
    state: str
    at: datetime = Field(sa_type=Moment)


class SuppressionRow(Row, table=True):
    """A stopped address or domain, as HMAC. `why`: see suppression.py."""

    __tablename__ = "suppression"
    mac: str = Field(primary_key=True)
    why: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)  # key of the customer; "" when forgotten
    at: datetime = Field(sa_type=Moment)


class ShelfRow(Row, table=True):
    __tablename__ = "shelf"
    kind: str = Field(primary_key=True)
    ref: str = Field(primary_key=True)
    error: str = Field(sa_type=Text)
    tries: int = 1
    at: datetime = Field(sa_type=Moment)
    retry_at: datetime | None = Field(default=None, sa_type=Moment)


class WishRow(Row, table=True):
    __tablename__ = "wish"
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    payload: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    fulfilled_at: datetime | None = Field(default=None, sa_type=Moment, index=True)
    result: str | None = Field(default=None, sa_type=Text)


class ErrandRow(Row, table=True):
    """What is done once for the user besides drafts: see errands.py."""

    __tablename__ = "errand"
    __table_args__ = (Index("errand_state", "kind", "state"),)
    kind: str = Field(primary_key=True)
    ref: str = Field(primary_key=True)
    mailbox: str
    customer: int | None = None
    state: str
    at: datetime = Field(sa_type=Moment)
    changed_at: datetime = Field(sa_type=Moment)
    body: str = Field(sa_type=Text)


class MetaRow(Row, table=True):
    """Facts about this ledger: the secret of its HMACs."""

    __tablename__ = "meta"
    key: str = Field(primary_key=True)
    value: str


def _core(row: type[Row]) -> Table:
    return cast(Table, row.__table__)  # type: ignore[attr-defined]  # SQLModel does not declare it


MAILBOX = _core(MailboxRow)
FOLDER = _core(FolderRow)
MESSAGE = _core(MessageRow)
LOCATION = _core(LocationRow)
UNREADABLE = _core(UnreadableRow)
PARTY = _core(PartyRow)
CITATION = _core(CitationRow)
FRESH = _core(FreshRow)
STALE = _core(StaleRow)
JOINED = _core(JoinedRow)
CUSTOMER = _core(CustomerRow)
PICTURE = _core(PictureRow)
OUTLOOK = _core(OutlookRow)
SETTING = _core(SettingRow)
CORRECTION = _core(CorrectionRow)
OUTSIDE_TOUCH = _core(OutsideTouchRow)
RUNG = _core(RungRow)
DECISION = _core(DecisionRow)
DRAFT = _core(DraftRow)
DRAFT_EVENT = _core(DraftEventRow)
SUPPRESSION = _core(SuppressionRow)
SHELF = _core(ShelfRow)
WISH = _core(WishRow)
ERRAND = _core(ErrandRow)
META = _core(MetaRow)
