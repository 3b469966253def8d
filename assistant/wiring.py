"""The only place that knows every part: config and files in, a `House` for the cycle out.

Public: `Files`, `load_files`, `open_house`, `account_of`. Everything wrong in any file is reported at once.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assistant import config as configuration
from assistant.config import Config, Folders, MailboxConfig, SecretSource
from assistant.daemon.connections import Connections
from assistant.daemon.house import House
from assistant.drafts.trial import tried
from assistant.errors import InvalidFiles, Problem
from assistant.facts import lexicon as lexicons
from assistant.facts.lexicon import Lexicon
from assistant.ledger.store import Ledger
from assistant.mail.account import Account, FolderChoice, Secret
from assistant.mail.mailbox import Mailbox
from assistant.mail.open import open_mailbox
from assistant.phrases import book as books
from assistant.phrases.nouns import Book
from assistant.plan import materials as material_files
from assistant.plan import rules as rule_files
from assistant.plan.materials import Materials
from assistant.plan.rules import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Everything the user wrote, read and valid."""

    config: Config
    rules: Rules
    materials: Materials
    book: Book
    lexicon: Lexicon
    warnings: tuple[Problem, ...] = ()  # a phrase that is off; the others work
    fingerprint: str  # of all the files' bytes: two equal ones are the same set


def load_files(option: str | None) -> Files:
    """Return the user's files, or raise InvalidFiles with every problem of every file at once."""
    path = configuration.find(option)
    config, problems = configuration.load(_text(path), path)
    if config is None:
        raise InvalidFiles(problems)
    rules, rule_problems = _rules(config)
    materials, material_problems = _materials(config)
    book, book_problems = books.load(config.phrasebook)
    book_problems += tried(config.phrasebook)
    own_words = tuple(folder / "lexicon" for folder in config.phrasebook if (folder / "lexicon").is_dir())
    lexicon, lexicon_problems = lexicons.load(own_words)
    fatal = (*rule_problems, *material_problems, *lexicon_problems)
    if fatal or rules is None or materials is None:
        raise InvalidFiles(tuple(sorted((*fatal, *book_problems))))
    return Files(
        config=config,
        rules=rules,
        materials=materials,
        book=book,
        lexicon=lexicon,
        warnings=book_problems,
        fingerprint=fingerprint(config),
    )


def fingerprint(config: Config) -> str:
    """Return a hash over the bytes of config, rules, materials and phrasebook: cheap to compare for hot reload."""
    digest = hashlib.sha256()
    for path in watched(config):
        digest.update(str(path).encode())
        digest.update(path.read_bytes() if path.is_file() else b"-")
    return digest.hexdigest()


def watched(config: Config) -> tuple[Path, ...]:
    """Return every file whose change matters."""
    in_folders = (path for folder in config.phrasebook for path in sorted(folder.rglob("*")) if path.is_file())
    return (config.file, config.rules, config.materials, *in_folders)


@contextmanager
def open_house(files: Files) -> Iterator[House]:
    """Give the parts of the installation; connections (opened when first asked for) are closed at the end."""
    ledger = Ledger.open(files.config.database)
    connections = Connections(openers=_openers(files.config))
    try:
        yield house_of(files, ledger, connections)
    finally:
        connections.close()
        ledger.close()


def house_of(files: Files, ledger: Ledger, connections: Connections) -> House:
    """Return the parts as one value; after a reload with the same ledger and connections."""
    return House(
        me=files.config.owner,
        rules=files.rules,
        materials=files.materials,
        book=files.book,
        lexicon=files.lexicon,
        ledger=ledger,
        connections=connections,
    )


def account_of(mailbox: MailboxConfig, state: Path) -> Account:
    """Return what transport must know of one configured mailbox. `state` keeps UID tables of Maildir and mbox."""
    state_dir = state / "mailboxes" / mailbox.name
    folders = _folder_choice(mailbox.folders)
    if mailbox.imap is None:
        kind = "maildir" if mailbox.maildir else "mbox"
        path = mailbox.maildir or mailbox.mbox
        return Account(name=mailbox.name, kind=kind, path=path, state_dir=state_dir, folders=folders)
    server = mailbox.imap
    return Account(
        name=mailbox.name,
        host=server.host,
        port=server.port or 0,
        security=server.security,
        user=server.user or "",
        password=secret_of(server.password),
        auth=server.provider or "password" if server.auth == "oauth2" else "password",
        client_id=server.client_id or "",
        pinned_sha256=server.fingerprint or "",
        state_dir=state_dir,
        folders=folders,
    )


def _folder_choice(folders: Folders) -> FolderChoice:
    also = None if folders.also == ("all",) else () if folders.also == ("none",) else folders.also
    return FolderChoice(
        inbox=folders.inbox,
        sent=() if folders.sent == ("auto",) else folders.sent,
        drafts=None if folders.drafts == "auto" else folders.drafts,
        also=also,
    )


def secret_of(source: SecretSource | None) -> Secret | None:
    """Return the secret's source as transport reads it; the secret itself is fetched at login only."""
    if source is None:
        return None
    kind, value = source.source
    if isinstance(value, tuple):
        return Secret(source=kind, command=value)
    return Secret(source=kind, value=str(value))


def state_folder_of(config: Config) -> Path:
    """Return the folder beside the database: UID tables, locks."""
    if config.database.startswith("sqlite:///"):
        return Path(config.database.removeprefix("sqlite:///")).parent
    return configuration.state_folder()


def _openers(config: Config) -> Mapping[str, Callable[[], Mailbox]]:
    state = state_folder_of(config)
    return {mailbox.name: partial(open_mailbox, account_of(mailbox, state)) for mailbox in config.mailboxes}


def _rules(config: Config) -> tuple[Rules | None, tuple[Problem, ...]]:
    if not config.rules.is_file():
        return rule_files.default(), ()
    return rule_files.load(_text(config.rules), str(config.rules))


def _materials(config: Config) -> tuple[Materials | None, tuple[Problem, ...]]:
    text = _text(config.materials) if config.materials.is_file() else ""
    return material_files.load(text, str(config.materials))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise InvalidFiles((Problem(file=str(path), line=line, text="not UTF-8: save the file as UTF-8"),)) from None
    except OSError as error:
        raise InvalidFiles((Problem(file=str(path), line=0, text=f"cannot be read: {error.strerror}"),)) from None
