"""The only place that knows every part: config and files in, a `House` for the cycle out.

Public: `Files`, `load_files`, `gone_since`, `open_house`, `account_of`. Everything wrong in any file is told at once.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import config as configuration
from assistant import yamldoc
from assistant.config import Config, Folders, MailboxConfig, SecretSource
from assistant.daemon.connections import Connections
from assistant.daemon.house import House
from assistant.daemon.understanding import built_in_lexicon, given_lexicon
from assistant.errors import InvalidFiles, Problem
from assistant.ledger.store import Ledger
from assistant.mail.account import Account, FolderChoice, Secret
from assistant.plan import materials as material_files
from assistant.plan import rules as rule_files
from assistant.plan.materials import Materials
from assistant.plan.rules import Rules

if TYPE_CHECKING:
    from assistant.facts.lexicon import Lexicon
    from assistant.mail.mailbox import Mailbox
    from assistant.phrases.nouns import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Everything the user wrote, read and valid."""

    config: Config
    rules: Rules
    materials: Materials
    book_source: "Callable[[], Book]"
    lexicon_source: "Callable[[], Lexicon]"
    own_words: str  # hash of the user's lexicon files; "": there is none
    warnings: tuple[Problem, ...] = ()  # a phrase that is off; the others work
    fingerprint: str  # of all the files' bytes: two equal ones are the same set
    there: frozenset[Path] = frozenset()  # those of them that exist, but for the config

    @property
    def book(self) -> "Book":
        """Return the phrasebook."""
        return self.book_source()


def load_files(option: str | None) -> Files:
    """Return the user's files, or raise InvalidFiles with every problem of every file at once."""
    path = configuration.find(option)
    text, unreadable = _text(path)
    config, problems = configuration.load(text, path) if not unreadable else (None, unreadable)
    if config is None:
        raise InvalidFiles(tuple(sorted((*problems, *_beside(path)))))
    rules, rule_problems = _rules(config.rules)
    materials, material_problems = _materials(config.materials, rules)
    absent = _named_and_absent(text, path, config)
    book, book_problems = _book(config.phrasebook)
    lexicon, lexicon_problems = _lexicon(lexicon_places(config))
    fatal = (*absent, *rule_problems, *material_problems, *lexicon_problems)
    if fatal or rules is None or materials is None:
        raise InvalidFiles(tuple(sorted((*fatal, *book_problems))))
    return Files(
        config=config,
        rules=rules,
        materials=materials,
        book_source=book,
        lexicon_source=lexicon,
        own_words=_own_words(config),
        warnings=book_problems,
        fingerprint=fingerprint(config),
        there=_there(config),
    )


def fingerprint(config: Config) -> str:
    """Return a hash over the bytes of config, rules, materials and phrasebook: cheap to compare for hot reload."""
    digest = hashlib.sha256()
    for path in watched(config):
        digest.update(str(path).encode())
        digest.update(_bytes_of(path))
    for path in _secrets(config):
        digest.update(str(_sign(path)).encode())  # not its bytes: a secret is read at login only
    return digest.hexdigest()


def signs(config: Config) -> tuple[object, ...]:
    """Return what tells that one of those files was written, without reading them; equal ones: nothing changed."""
    return tuple((path, _sign(path)) for path in (*watched(config), *_secrets(config)))


def _sign(path: Path) -> object:
    try:
        told = path.stat()
    except OSError:
        return None
    return (told.st_ino, told.st_mtime_ns, told.st_size)


def _secrets(config: Config) -> Iterator[Path]:
    """Yield the password files: a mended password is tried without a restart."""
    for mailbox in config.mailboxes:
        source = mailbox.imap.password if mailbox.imap is not None else None
        if source is not None and source.file is not None:
            yield Path(source.file)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # not there, or being replaced at this moment: the next look sees it
        return b"-"


def watched(config: Config) -> tuple[Path, ...]:
    """Return every file whose change matters."""
    in_folders = (path for folder in config.phrasebook for path in sorted(folder.rglob("*")) if path.is_file())
    return (config.file, config.rules, config.materials, config.lexicon, *in_folders)


def _book(folders: Sequence[Path]) -> "tuple[Callable[[], Book], tuple[Problem, ...]]":
    """Return the phrasebook. The user's folders are read and tried at once, ours alone when first asked for."""
    if not folders:
        return _built_in_book, ()
    from assistant.drafts.trial import tried
    from assistant.phrases import book as books

    book, problems = books.load(folders)
    return lambda: book, (*problems, *tried(folders))


@cache
def _built_in_book() -> "Book":
    from assistant.phrases import book as books  # with the template engine, a tenth of a second

    return books.load(())[0]


def lexicon_places(config: Config) -> tuple[Path, ...]:
    """Return where the user's words for understanding are: in the phrasebook folders, and in a file of their own."""
    folders = tuple(folder / "lexicon" for folder in config.phrasebook if (folder / "lexicon").is_dir())
    return (*folders, config.lexicon) if config.lexicon.exists() else folders


def _own_words(config: Config) -> str:
    """Return a hash of the user's lexicon files, "" where there is none: other words, another understanding."""
    places = lexicon_places(config)
    files = [path for place in places for path in (sorted(place.rglob("*")) if place.is_dir() else (place,))]
    texts = [_bytes_of(path) for path in files if path.is_file()]
    return hashlib.sha256(b"\0".join(texts)).hexdigest() if texts else ""


def _lexicon(places: Sequence[Path]) -> "tuple[Callable[[], Lexicon], tuple[Problem, ...]]":
    """Return the lexicon. The user's words are read at once, ours alone when first asked for."""
    if not places:
        return built_in_lexicon, ()
    from assistant.facts import lexicon as lexicons

    lexicon, problems = lexicons.load(places)
    return given_lexicon(lexicon), problems


@contextmanager
def open_house(files: Files) -> Iterator[House]:
    """Give the parts of the installation; connections (opened when first asked for) are closed at the end."""
    ledger = Ledger.open(files.config.database)
    connections = Connections(openers=openers(files.config))
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
        book_source=files.book_source,
        lexicon_source=files.lexicon_source,
        own_words=files.own_words,
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


def own_address(mailbox: MailboxConfig, config: Config) -> str:
    """Return the address of whoever reads a mailbox: the colleague's, its login where that is ours, else our first."""
    if mailbox.colleague is not None:
        return mailbox.colleague.address
    user = (mailbox.imap.user or "").lower() if mailbox.imap is not None else ""
    return user if user in config.me.addresses else config.me.addresses[0]


def outgoing(mailbox: MailboxConfig, config: Config) -> Account | None:
    """Return how mail of a mailbox is sent; None where it has no `smtp`. User and password default to those of imap."""
    server, imap = mailbox.smtp, mailbox.imap
    if server is None:
        return None
    auth = imap if imap is not None and server.auth == "password" and server.password is None else server
    return Account(
        name=mailbox.name,
        host=server.host,
        port=server.port or 0,
        security=server.security,
        user=server.user or (imap.user if imap is not None else None) or "",
        password=secret_of(server.password or (imap.password if imap is not None else None)),
        auth=auth.provider or "password" if auth.auth == "oauth2" else "password",
        client_id=auth.client_id or "",
        pinned_sha256=server.fingerprint or "",
        state_dir=state_folder_of(config) / "mailboxes" / mailbox.name,
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


def openers(config: Config) -> "Mapping[str, Callable[[], Mailbox]]":
    """Return, per mailbox, what connects and logs in."""
    state = state_folder_of(config)
    return {mailbox.name: partial(_open, account_of(mailbox, state)) for mailbox in config.mailboxes}


def _open(account: Account) -> "Mailbox":
    from assistant.mail.open import open_mailbox  # not needed to show what the ledger holds

    return open_mailbox(account)


def _beside(config: Path) -> tuple[Problem, ...]:
    """Return what is wrong with the files beside a config that cannot be used, to tell all at once."""
    rules, materials, words = (config.with_name(f"{name}.yaml") for name in ("rules", "materials", "lexicon"))
    made, problems = _rules(rules)
    return (*problems, *_materials(materials, made)[1], *(_lexicon((words,))[1] if words.exists() else ()))


def _named_and_absent(text: str, path: Path, config: Config) -> tuple[Problem, ...]:
    """Return which of rules and materials the config calls by a name of its own though they are not there.

    The defaults in their place would write to whom the user's rules leave out. The usual names may stand there without
    a file, as in the example.
    """
    doc, _ = yamldoc.parse(text, str(path))
    says = "is not there: write it (empty means the defaults), or take this line out"
    named = doc.value if doc is not None and isinstance(doc.value, dict) else {}
    return tuple(
        yamldoc.problem_at(doc, (key,), f"{key}: {named[key]} {says}")
        for key, file in (("rules", config.rules), ("materials", config.materials))
        if doc is not None and key in named and named[key] != f"{key}.yaml" and not file.exists()
    )


def _there(config: Config) -> frozenset[Path]:
    places = (config.rules, config.materials, config.lexicon, *config.phrasebook)
    return frozenset(path for path in places if path.exists())


def gone_since(before: Files, after: Files) -> tuple[Problem, ...]:
    """Return which files were there, are still asked for, and are gone: an editor may be about to write them anew.

    The defaults in place of rules, or our words without the user's, would write to whom he leaves out.
    """
    asked = {after.config.rules, after.config.materials, after.config.lexicon, *after.config.phrasebook}
    says = "is gone: what it said stays in force until followup is restarted (an empty file stands for the defaults)"
    lost = sorted((before.there & asked) - after.there)
    return tuple(Problem(file=str(path), line=0, text=says) for path in lost)


def _rules(file: Path) -> tuple[Rules | None, tuple[Problem, ...]]:
    if not file.exists():
        return rule_files.default(), ()
    text, unreadable = _text(file)
    return (None, unreadable) if unreadable else rule_files.load(text, str(file))


def _materials(file: Path, rules: Rules | None) -> tuple[Materials | None, tuple[Problem, ...]]:
    text, unreadable = _text(file) if file.exists() else ("", ())
    return (None, unreadable) if unreadable else material_files.load(text, str(file), rules)


def _text(path: Path) -> tuple[str, tuple[Problem, ...]]:
    try:
        return path.read_text(encoding="utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return "", (Problem(file=str(path), line=line, text="not UTF-8: save the file as UTF-8"),)
    except OSError as error:
        return "", (Problem(file=str(path), line=0, text=f"cannot be read: {error.strerror}"),)
