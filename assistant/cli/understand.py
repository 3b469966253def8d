"""`followup classify`: what is understood of raw messages from files; needs no config and opens no mailbox."""

import mailbox as stdlib_mailbox
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from assistant import wiring
from assistant.cli.options import Options, common, emit_json, emit_table
from assistant.errors import AssistantError, InvalidFiles, WrongUsage
from assistant.facts import lexicon as lexicons
from assistant.facts.lexicon import Lexicon
from assistant.facts.parsing.read import read
from assistant.facts.report import as_json
from assistant.facts.understand import understand
from assistant.facts.who.companies import host_of, is_freemail
from assistant.model import Facts, Kind, Me, Message

MAX_BYTES = 30_000_000


_WHOSE = "whose mailbox it is; repeatable. Who writes from the same domain, free mail aside, is a colleague"
_MACHINES = frozenset({Kind.BOUNCE, Kind.AUTO_REPLY, Kind.BULK})


@click.command()
@common
@click.option("--me", "addresses", multiple=True, metavar="ADDRESS", help=_WHOSE)
@click.option("--review", is_flag=True, help="a two-minute check of what is recorded instead (needs a config)")
@click.option("--accept", type=click.IntRange(min=1), metavar="NUMBER", help="with --review: take over this proposal")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="with --review: decisions")
@click.argument("files", nargs=-1, metavar="FILE...")
def classify(
    options: Options,
    addresses: tuple[str, ...],
    review: bool,
    accept: int | None,
    limit: int,
    files: tuple[str, ...],
) -> None:
    """Say what is understood of raw messages: .eml files, - for stdin, mbox, Maildir.

    --review lists the least certain decisions among the recorded mail, your corrections (followup mark), and what your
    own lexicon file might learn from them; an entry is written only when you accept it.
    """
    if review:
        from assistant.cli.reviewing import review as look_through  # the ledger, which FILEs need not

        look_through(options, accept, limit)
        return
    if not files or accept is not None:
        raise WrongUsage("classify needs at least one FILE, or - for stdin; --accept goes with --review")
    me, lexicon = _owner(options, addresses)
    rows = []
    for name, raw in _mails(files):
        message = read(raw)
        rows.append(as_json(name, message, _understood(message, me, lexicon, is_guessed=bool(addresses))))
    if options.as_json:
        emit_json(rows)
        return
    table = [(r["file"], r["direction"], r["kind"], f"{r['confidence']:.2f}", _because(r)) for r in rows]
    emit_table(("file", "direction", "kind", "sure", "because"), table, "no messages in there")


def _understood(message: Message, me: Me, lexicon: Lexicon, *, is_guessed: bool) -> Facts:
    """Return what a message is; where the own domains are a guess, a machine's mail is not called a colleague's."""
    facts = understand(message, me, lexicon)
    if facts.kind is not Kind.INTERNAL or not is_guessed:
        return facts
    machine = understand(message, Me(addresses=me.addresses), lexicon)
    return machine if machine.kind in _MACHINES else facts


def _because(row: dict[str, Any]) -> str:
    return "; ".join(f"{e['what']} in {e['where']}: {e['text']}" for e in row["evidence"][:3])


def _owner(options: Options, addresses: tuple[str, ...]) -> tuple[Me, Lexicon]:
    """Return whose mailbox it is, and the words to understand it by: the user's own too, where a config is found."""
    me, lexicon = Me(), lexicons.builtin()  # without --me and config the direction stays unknown
    try:
        files = wiring.load_files(options.config)
        me, lexicon = files.config.owner, files.lexicon_source()
    except WrongUsage:
        pass  # no config: none is needed
    except InvalidFiles:
        if not addresses:
            raise
    return (_house(addresses) if addresses else me), lexicon


def _house(addresses: tuple[str, ...]) -> Me:
    """Return the owner of these addresses with their domains for his own, as `followup init` proposes them."""
    hosts = {host_of(address.lower()) for address in addresses}
    return Me(
        addresses=frozenset(address.lower() for address in addresses),
        domains=frozenset(host for host in hosts if host and not is_freemail(host)),
    )


def _mails(files: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for name in files:
        path = Path(name)
        if name == "-":
            yield "-", sys.stdin.buffer.read(MAX_BYTES)
        elif path.is_dir():
            yield from _folder(path)
        elif path.is_file():
            yield from _file(path)
        else:
            raise AssistantError(f"{name} is not there", next_step="name an .eml file, an mbox, a Maildir, or -")


def _folder(path: Path) -> Iterator[tuple[str, bytes]]:
    places = (path / "cur", path / "new") if (path / "cur").is_dir() else (path,)
    for place in places:
        for file in sorted(place.iterdir()) if place.is_dir() else ():
            if file.is_file() and not file.name.startswith("."):
                yield str(file), file.read_bytes()[:MAX_BYTES]


def _file(path: Path) -> Iterator[tuple[str, bytes]]:
    with path.open("rb") as handle:
        is_mbox = handle.read(5) == b"From "
    if not is_mbox:
        yield str(path), path.read_bytes()[:MAX_BYTES]
        return
    box = stdlib_mailbox.mbox(str(path), create=False)
    try:
        for key in box.iterkeys():
            yield f"{path}#{key}", box.get_bytes(key)
    finally:
        box.close()
