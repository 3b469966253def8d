"""`followup classify`: what is understood of raw messages from files; needs no config and opens no mailbox."""

import mailbox as stdlib_mailbox
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from assistant import wiring
from assistant.cli.options import Options, common, emit_json, emit_table
from assistant.daemon.house import House
from assistant.errors import AssistantError, WrongUsage
from assistant.facts import lexicon as lexicons
from assistant.facts.read import read
from assistant.facts.report import as_json
from assistant.facts.understand import understand
from assistant.ledger.store import Mark
from assistant.model import Me

MAX_BYTES = 30_000_000


@click.command()
@common
@click.option("--me", "addresses", multiple=True, metavar="ADDRESS", help="whose mailbox it is; repeatable")
@click.option("--review", is_flag=True, help="list the user's corrections instead (needs a config)")
@click.argument("files", nargs=-1, metavar="FILE...")
def classify(options: Options, addresses: tuple[str, ...], review: bool, files: tuple[str, ...]) -> None:
    """Say what is understood of raw messages: .eml files, - for stdin, mbox, Maildir."""
    if review:
        _review(options)
        return
    if not files:
        raise WrongUsage("classify needs at least one FILE, or - for stdin")
    me = _owner(options, addresses)
    lexicon = lexicons.builtin()
    rows = []
    for name, raw in _mails(files):
        message = read(raw)
        rows.append(as_json(name, message, understand(message, me, lexicon)))
    if options.as_json:
        emit_json(rows)
        return
    table = [(r["file"], r["direction"], r["kind"], f"{r['confidence']:.2f}", _because(r)) for r in rows]
    emit_table(("file", "direction", "kind", "sure", "because"), table, "no messages in there")


def _because(row: dict[str, Any]) -> str:
    return "; ".join(f"{e['what']} in {e['where']}: {e['text']}" for e in row["evidence"][:3])


def _owner(options: Options, addresses: tuple[str, ...]) -> Me:
    if addresses:
        known = frozenset(address.lower() for address in addresses)
        return Me(addresses=known)
    try:
        return wiring.load_files(options.config).config.owner
    except WrongUsage:
        return Me()  # without --me and config the direction stays unknown


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


def _review(options: Options) -> None:
    with wiring.open_house(wiring.load_files(options.config)) as house:
        rows = [_correction(house, mark) for mark in house.ledger.marks()]
    if options.as_json:
        emit_json(rows)
    else:
        emit_table(
            ("message", "was", "corrected to"), [(r["message_id"], r["was"], r["kind"]) for r in rows], "no corrections"
        )


def _correction(house: House, mark: Mark) -> dict[str, str | None]:
    """Return what a message is now taken for beside what understanding alone makes of it."""
    recorded = house.ledger.message(mark.message_id)
    was = str(understand(recorded[0], house.me, house.lexicon).kind) if recorded else None
    return {"message_id": mark.message_id, "was": was, "kind": str(mark.kind)}
