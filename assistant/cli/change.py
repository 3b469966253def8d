"""Commands that put the seller's word above every inference: set, touch, merge, split, mark. All survive re-reading."""

from datetime import datetime

import click

from assistant import wiring
from assistant.cli.noting import remark
from assistant.cli.options import Options, _moment, common, emit_json, now, plain
from assistant.errors import WrongUsage
from assistant.ledger.said import checked
from assistant.model import Kind

MEDIA = ("phone", "whatsapp", "wechat", "visit", "other")


@click.command("set")
@common
@click.argument("customer")
@click.argument("words", nargs=-1, required=True, metavar="KEY=VALUE...")
def set_(options: Options, customer: str, words: tuple[str, ...]) -> None:
    """Set what you know better: grade, stage, country, language, timezone, next, hold, stop, resume, note, ..."""
    pairs = [checked(*_pair(word)) for word in words]  # all of them, before the first is kept
    with wiring.open_house(wiring.load_files(options.config)) as house:
        found = house.ledger.find(customer)
        for key, value in pairs:
            house.ledger.set(found.number, key, value, now())
        house.ledger.derive(house.me, now())
    for said in filter(None, (remark(key, value) for key, value in pairs)):
        click.echo(plain(said), err=True)
    _say(options, {"customer": customer, "set": dict(pairs)})


def _pair(word: str) -> tuple[str, str]:
    key, equals, value = word.partition("=")
    if key == "resume" and not equals:
        return key, ""
    if not equals or not key:
        raise WrongUsage(f"{word!r}: write KEY=VALUE, for example grade=A or next=2026-12-20")
    return key.strip().lower(), value.strip()


@click.command()
@common
@click.argument("customer")
@click.option("--by", type=click.Choice(MEDIA), required=True)
@click.option("--answered", is_flag=True, help="the customer spoke: ends the silence like a mail of theirs")
@click.option("--on", "on", metavar="ISO-8601", callback=_moment, help="when (default: now)")
@click.option("--note", default="", help="what was said")
def touch(options: Options, customer: str, by: str, answered: bool, on: datetime | None, note: str) -> None:
    """Record a contact outside mail; without --answered it only restarts the rest."""
    recorded_at = now()
    if on is not None and on > recorded_at:
        raise WrongUsage("--on lies in the future: record a contact after it happened; for a plan use set next=DATE")
    with wiring.open_house(wiring.load_files(options.config)) as house:
        number = house.ledger.find(customer).number
        house.ledger.add_touch(number, on or recorded_at, by, answered, note, recorded_at)
        house.ledger.derive(house.me, recorded_at)
    _say(options, {"customer": customer, "touch": by, "answered": answered})


@click.command()
@common
@click.argument("customer")
@click.argument("other")
def merge(options: Options, customer: str, other: str) -> None:
    """Make two customers one; the first keeps its code."""
    with wiring.open_house(wiring.load_files(options.config)) as house:
        first, second = house.ledger.find(customer), house.ledger.find(other)
        if first.number == second.number:
            raise WrongUsage(f"{customer} and {other} are the same customer already")
        house.ledger.merge(first.number, second.number, now())
        house.ledger.derive(house.me, now())
    _say(options, {"customer": customer, "merged": other})


@click.command()
@common
@click.argument("address")
def split(options: Options, address: str) -> None:
    """Make one address a customer of its own."""
    if address.count("@") != 1:
        raise WrongUsage(f"{address!r} is not a mail address: split takes the address that does not belong there")
    with wiring.open_house(wiring.load_files(options.config)) as house:
        house.ledger.split(address.lower(), now())
        house.ledger.derive(house.me, now())
    _say(options, {"split": address.lower()})


@click.command()
@common
@click.argument("message_id", metavar="MESSAGE-ID")
@click.argument("kind", type=click.Choice([str(kind) for kind in Kind]))
def mark(options: Options, message_id: str, kind: str) -> None:
    """Correct what a message was taken for."""
    with wiring.open_house(wiring.load_files(options.config)) as house:
        house.ledger.mark(message_id.strip().strip("<>"), Kind(kind), now())
        house.ledger.derive(house.me, now())
    _say(options, {"message_id": message_id, "kind": kind})


def _say(options: Options, result: dict[str, object]) -> None:
    if options.as_json:
        emit_json(result)
    else:
        click.echo("done: " + ", ".join(f"{key} {_words(value)}" for key, value in result.items()))


def _words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}={word}" if word else str(key) for key, word in value.items())
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
