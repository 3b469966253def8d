"""config.yaml: who the seller is and where the mail lies. Judgement is in rules.yaml, words in the phrasebook.

Public: `Config`, `load`, `find`. Paths in the result are absolute; relative ones count from the config file's folder.
"""

import os
import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

import platformdirs
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from assistant import yamldoc
from assistant.almanac import countries, zones
from assistant.clock import Duration, parse_duration
from assistant.errors import Problem, WrongUsage
from assistant.model import Colleague, Me

APP = "followup"
LONGEST_POLL = timedelta(days=1)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def _as_duration(value: object) -> object:
    if isinstance(value, Duration):
        return value
    if not isinstance(value, str):
        raise ValueError("write a length of time, like 5 minutes")
    return parse_duration(value)


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Length = Annotated[Duration, BeforeValidator(_as_duration)]
Names = Annotated[tuple[str, ...], BeforeValidator(_as_list)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class SecretSource(_Strict):
    """Where a password comes from; exactly one source, never the password itself."""

    file: str | None = None
    env: str | None = None
    command: tuple[str, ...] | None = None
    keyring: str | None = None
    credential: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _not_in_the_open(cls, value: Any) -> Any:
        if isinstance(value, str):
            raise ValueError(
                "a password never stands in this file: write {file: PATH}, {env: NAME}, {command: [..]}, "
                "{keyring: SERVICE} or {credential: NAME}"
            )
        if isinstance(value, Mapping) and len([key for key in value if value[key] is not None]) != 1:
            raise ValueError("name exactly one source: file, env, command, keyring or credential")
        return value

    @property
    def source(self) -> tuple[str, str | tuple[str, ...]]:
        """Return (kind, value) of the one source given."""
        return next((kind, value) for kind, value in self.model_dump().items() if value is not None)


class Server(_Strict):
    """A mail server as the user names it."""

    host: str
    port: int | None = Field(default=None, ge=1, le=65535)
    security: Literal["tls", "starttls", "none"] = "tls"
    user: str | None = None
    password: SecretSource | None = None
    auth: Literal["password", "oauth2"] = "password"
    provider: Literal["google", "microsoft"] | None = None
    client_id: str | None = None  # of your own OAuth application, for microsoft
    fingerprint: str | None = None  # SHA-256 of a self-signed certificate, shown by `followup check`

    @field_validator("fingerprint")
    @classmethod
    def _sha256(cls, value: str | None) -> str | None:
        if value is not None and re.fullmatch("[0-9a-f]{64}", re.sub("[: ]", "", value.lower())) is None:
            raise ValueError("a fingerprint is a SHA-256 of 64 hexadecimal digits, as followup check shows it")
        return value

    @model_validator(mode="after")
    def _secure(self) -> Self:
        if self.security == "none" and self.host not in LOOPBACK:
            raise ValueError("security: none is allowed for this machine itself (127.0.0.1) only: use tls or starttls")
        if self.auth == "oauth2" and self.provider is None:
            raise ValueError("auth: oauth2 needs provider: google or microsoft")
        return self


class Folders(_Strict):
    """Which folders are what; `auto` asks the server, then known names."""

    inbox: Names = ("INBOX",)
    sent: Names = ("auto",)
    drafts: str = "auto"
    also: Names = ("all",)  # all, none, or names


class ColleagueConfig(_Strict):
    """Whose mailbox it is, where it is not yours: a colleague who may take over silent customers."""

    name: str
    address: str
    signature: str = ""
    signatures: dict[str, str] = {}

    @field_validator("address")
    @classmethod
    def _mail_address(cls, value: str) -> str:
        if value.count("@") != 1 or any(character.isspace() for character in value):
            raise ValueError(f"{value!r} is not a mail address")
        return value.lower()


class MailboxConfig(_Strict):
    """One mailbox: exactly one of imap, maildir, mbox."""

    name: str
    imap: Server | None = None
    smtp: Server | None = None
    maildir: Path | None = None
    mbox: Path | None = None
    folders: Folders = Folders()
    colleague: ColleagueConfig | None = None

    @field_validator("name")
    @classmethod
    def _file_name(cls, value: str) -> str:
        if re.fullmatch(r"[A-Za-z0-9_.-]{1,40}", value) is None:
            raise ValueError(f"{value!r}: a mailbox's name is made of letters, digits, points and dashes (at most 40)")
        return value

    @model_validator(mode="after")
    def _one_store(self) -> Self:
        if sum(store is not None for store in (self.imap, self.maildir, self.mbox)) != 1:
            raise ValueError("give exactly one of imap, maildir or mbox")
        if self.imap is not None and (self.imap.user is None or (self.imap.password is None and not self.signs_in)):
            raise ValueError("imap needs user and password (as {file: PATH} or another source)")
        return self

    @property
    def signs_in(self) -> bool:
        """Return whether the login is Microsoft's sign-in by a code, which needs no password."""
        return self.imap is not None and self.imap.provider == "microsoft" and bool(self.imap.client_id)


class MeConfig(_Strict):
    name: str
    company: str = ""
    addresses: Annotated[tuple[str, ...], BeforeValidator(_as_list)] = Field(min_length=1)
    domains: Names = ()
    timezone: str = "UTC"
    country: str | None = None
    language: str = "en"
    signature: str = ""
    signatures: dict[str, str] = {}  # by language, where it is not the same in each

    @field_validator("addresses")
    @classmethod
    def _mail_addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for address in value:
            if address.count("@") != 1 or any(character.isspace() for character in address):
                raise ValueError(f"{address!r} is not a mail address")
        return tuple(address.lower() for address in value)

    @field_validator("country")
    @classmethod
    def _known_country(cls, value: str | None) -> str | None:
        if value is not None and countries.region_of(value) == countries.UNKNOWN_REGION:
            raise ValueError(f"{value!r} is no country code (ISO 3166, two capital letters: CN, DE, MX)")
        return value

    @field_validator("language")
    @classmethod
    def _language_code(cls, value: str) -> str:
        if re.fullmatch("[a-z]{2}", value) is None:
            raise ValueError(f"{value!r} is no language code (ISO 639, two small letters: en, de, zh)")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            near = yamldoc.nearest(value, sorted(available_timezones()))
            raise ValueError(f"{value!r} is no time zone{near}; write one like Asia/Shanghai")
        return value


class Digest(_Strict):
    at: str = "08:00"
    by: Literal["imap", "smtp", "none"] = "none"

    @field_validator("at")
    @classmethod
    def _hour(cls, value: str) -> str:
        if re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value) is None:
            raise ValueError(f'{value!r} is no time of day: write it like "08:00"')
        return value


class Dashboard(_Strict):
    listen: str = "127.0.0.1:8765"


class Config(_Strict):
    """The whole of config.yaml, checked."""

    me: MeConfig
    mailboxes: tuple[MailboxConfig, ...] = Field(min_length=1)
    poll: Length = Duration(number=5, unit="minutes")
    retention: Length = Duration(number=24, unit="months")
    digest: Digest = Digest()
    command_folders: bool = False
    database: str = ""
    rules: Path = Path("rules.yaml")
    materials: Path = Path("materials.yaml")
    lexicon: Path = Path("lexicon.yaml")  # the user's own words for understanding; need not be there
    phrasebook: Annotated[tuple[Path, ...], BeforeValidator(_as_list)] = ()
    dashboard: Dashboard | None = None
    file: Path = Path("config.yaml")

    @field_validator("mailboxes")
    @classmethod
    def _unique_names(cls, value: tuple[MailboxConfig, ...]) -> tuple[MailboxConfig, ...]:
        names = [mailbox.name for mailbox in value]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two mailboxes are called {', '.join(twice)}: give each its own name")
        return value

    @model_validator(mode="after")
    def _colleagues_are_ours(self) -> Self:
        """A colleague's mail must count as ours, and somebody must be the usual seller."""
        own = {domain.lower() for domain in self.me.domains}
        for colleague in (mailbox.colleague for mailbox in self.mailboxes):
            if colleague is not None and colleague.address in self.me.addresses:
                raise ValueError(f"colleague: {colleague.address} is one of your own addresses: leave `colleague` out")
            if colleague is not None and colleague.address.rpartition("@")[2] not in own:
                raise ValueError(f"colleague: {colleague.address} is at none of me.domains: name your company's domain")
        if all(mailbox.colleague is not None for mailbox in self.mailboxes):
            raise ValueError("every mailbox has a colleague: one must be your own")
        return self

    @field_validator("poll")
    @classmethod
    def _some_time(cls, value: Duration) -> Duration:
        if value.number < 1 or value.rough() > LONGEST_POLL:
            raise ValueError(f"{value} is not between 1 minute and 1 day")
        return value

    @field_validator("database")
    @classmethod
    def _known_database(cls, value: str, info: ValidationInfo) -> str:
        if value and not value.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("write sqlite:///PATH or postgresql+psycopg://...")
        return value

    @property
    def owner(self) -> Me:
        """Return the seller as the thinking part knows him."""
        me = self.me
        own_domains = {domain.lower() for domain in me.domains}
        return Me(
            name=me.name,
            company=me.company,
            addresses=frozenset(me.addresses),
            domains=frozenset(own_domains),
            timezone=me.timezone,
            country=me.country or zones.country_of_zone(me.timezone),
            language=me.language,
            signature=me.signature,
            signatures=tuple(sorted(me.signatures.items())),
            colleagues=tuple(
                Colleague(
                    mailbox=mailbox.name,
                    name=mailbox.colleague.name,
                    address=mailbox.colleague.address,
                    signature=mailbox.colleague.signature,
                    signatures=tuple(sorted(mailbox.colleague.signatures.items())),
                )
                for mailbox in self.mailboxes
                if mailbox.colleague is not None
            ),
        )

    @property
    def zone(self) -> ZoneInfo:
        """Return the seller's time zone."""
        return ZoneInfo(self.me.timezone)


def config_folder() -> Path:
    """Return where config.yaml lies by default: systemd's folder, else XDG's."""
    given = os.environ.get("CONFIGURATION_DIRECTORY", "").split(":")[0]
    return Path(given) if given else Path(platformdirs.user_config_dir(APP))


def state_folder() -> Path:
    """Return where the database and the lock lie by default."""
    given = os.environ.get("STATE_DIRECTORY", "").split(":")[0]
    return Path(given) if given else Path(platformdirs.user_data_dir(APP))


def find(given: str | None) -> Path:
    """Return the config file to read: the option, $FOLLOWUP_CONFIG, else the default place.

    Raises WrongUsage that names every path tried (users of vdirsyncer asked for that twice).
    """
    for source in (given, os.environ.get("FOLLOWUP_CONFIG")):
        if source:
            path = Path(source).expanduser()
            if path.is_file():
                return path
            raise WrongUsage(f"no config file at {path}", next_step="followup init writes one")
    path = config_folder() / "config.yaml"
    if path.is_file():
        return path
    raise WrongUsage(
        f"no config file: tried -c/--config, $FOLLOWUP_CONFIG and {path}", next_step="followup init writes one"
    )


def load(text: str, file: Path) -> tuple[Config | None, tuple[Problem, ...]]:
    """Return the config that `text` holds, paths resolved from `file`'s folder, or None and every problem."""
    doc, problems = yamldoc.parse(text, str(file))
    if doc is None:
        return None, problems
    config, wrong = yamldoc.validated(doc, Config)
    problems += wrong
    if config is None or problems:
        return None, tuple(sorted(problems))
    return _resolved(config, file.absolute()), ()


def _resolved(config: Config, file: Path) -> Config:
    folder = file.parent

    def absolute(path: Path) -> Path:
        return folder / path.expanduser()

    def server(given: Server | None) -> Server | None:
        if given is None or given.password is None or given.password.file is None:
            return given
        source = SecretSource(file=str(absolute(Path(given.password.file))))
        return given.model_copy(update={"password": source})

    mailboxes = tuple(
        mailbox.model_copy(
            update={
                "imap": server(mailbox.imap),
                "smtp": server(mailbox.smtp),
                "maildir": absolute(mailbox.maildir) if mailbox.maildir else None,
                "mbox": absolute(mailbox.mbox) if mailbox.mbox else None,
            }
        )
        for mailbox in config.mailboxes
    )
    database = config.database or f"sqlite:///{state_folder() / 'followup.db'}"
    if database.startswith("sqlite:///"):
        database = f"sqlite:///{absolute(Path(database.removeprefix('sqlite:///')))}"
    return config.model_copy(
        update={
            "mailboxes": mailboxes,
            "database": database,
            "rules": absolute(config.rules),
            "materials": absolute(config.materials),
            "lexicon": absolute(config.lexicon),
            "phrasebook": tuple(absolute(path) for path in config.phrasebook),
            "file": file,
        }
    )
