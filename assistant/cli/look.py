"""Commands that only look: customers, show, plan, explain. They use the ledger and say how old its reading is.

Tables show every moment on the seller's own clock; JSON keeps the offset that each one has.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import click

from assistant import wiring
from assistant.cli.options import Options, at_option, common, emit_json, emit_table, now, on_clock, plain
from assistant.daemon.house import House
from assistant.daemon.judging import survey, surveyed
from assistant.errors import WrongUsage
from assistant.facts.customers.identify import code
from assistant.facts.customers.kinship import kin
from assistant.facts.customers.lookalikes import lookalikes
from assistant.facts.who.companies import is_freemail
from assistant.model import Action, Decision, History, Me
from assistant.plan.portrait import business_card, explain_entry, plan_entry, portrait
from assistant.plan.stepsheet import step_sheet

FOR = {"touch": "keep in touch", "step": "next step"}  # what a draft is for (domain 001-09)


@click.command()
@common
@at_option
def customers(options: Options, at: datetime | None) -> None:
    """The graded tracking table. Times are on your clock."""
    with _house(options) as house:
        rows = [portrait(history, decision, house.me) for history, decision in _by_code(surveyed(house, at or now()))]
        if options.as_json:
            emit_json(rows)
            return
        _say_age(house)
        columns = ("code", "company", "country", "stage", "heat", "quiet", "since", "follow-ups", "next", "hold")
        keys = ("country", "stage", "heat", "quiet", "quiet_since", "follow_ups", "next", "hold")
        cells = [(row["code"], _called(row), *(row[key] for key in keys)) for row in rows]
        emit_table(columns, cells, "no customers yet: followup sync reads", house.me.timezone)


@click.command()
@common
@at_option
@click.option("--days", type=click.IntRange(min=0, max=366), default=0, help="also what comes due within so many days")
@click.option("--all", "everyone", is_flag=True, help="also those who merely rest")
def plan(options: Options, at: datetime | None, days: int, everyone: bool) -> None:
    """What is due, for whom, why, and what is held back and why. Times are on your clock."""
    moment = at or now()
    with _house(options) as house:
        judged = [pair for pair in surveyed(house, moment) if _concerns(pair[1], moment + timedelta(days=days))]
        entries = [_plan_entry(history, decision, house.me, moment) for history, decision in judged]
        if options.as_json:
            emit_json(entries)
            return
        _say_age(house)
        shown = [e for e in entries if everyone or e["action"] != "wait" or days]
        rows = [(e["customer"], e["action"], e["topic"], e["due"], e["to"], e["because"][0]["says"]) for e in shown]
        columns = ("customer", "action", "topic", "due", "to", "because")
        emit_table(columns, rows, "nothing is due", house.me.timezone)
        resting = len(entries) - len(shown)
        if resting:
            click.echo(f"{resting} more only wait for their day (--all shows them)")
        for entry in shown if options.verbose else ():
            if entry["runners_up"] or entry["sheet"]:
                click.echo(f"\n{entry['customer']}")
                _print_sheet(entry, house.me.timezone)


@click.command()
@common
@at_option
@click.argument("customer")
def explain(options: Options, at: datetime | None, customer: str) -> None:
    """Every rule that was weighed for this customer, the winner, the next date, and why not today."""
    with _house(options) as house:
        history, decision = _one(house, customer, at or now())
        entry = explain_entry(decision, _code(history, decision))
        if options.as_json:
            emit_json(entry)
            return
        _say_age(house)
        zone = house.me.timezone
        due = on_clock(entry["due"], zone) or "-"
        click.echo(f"{entry['customer']}: quiet {entry['quiet']}, decision {entry['decision']}, due {due}")
        rows = [(w["rule"], w["verdict"], w["until"], w["says"]) for w in entry["weighed"]]
        emit_table(("rule", "verdict", "until", "says"), rows, "no rule was weighed", zone)
        click.echo("")
        _print_runners_up(entry["runners_up"], zone)


@click.command()
@common
@at_option
@click.argument("customer")
def show(options: Options, at: datetime | None, customer: str) -> None:
    """One customer: people, dossier, timeline, drafts, next step."""
    with _house(options) as house:
        history, decision = _one(house, customer, at or now())
        entry = portrait(history, decision, house.me)
        for person in entry["people"]:
            person |= business_card(history, person["address"])
        entry["dossier"] = dict(sorted(history.settings.dossier.items()))
        entry["timeline"] = [_touch_entry(touch) for touch in history.touches]
        entry["drafts"] = [
            {
                "draft": d.draft,
                "topic": d.topic,
                "intends": d.intends,
                "state": str(d.state),
                "placed_at": _iso(d.placed_at),
            }
            for d in history.drafts
        ]
        entry["next_step"] = _plan_entry(history, decision, house.me, at or now())
        imitated = lookalikes(house.ledger.review.domains()).get(history.customer.domain, ())
        entry["looks_like"] = [domain for domain in imitated if domain not in history.customer.domains]
        entry["perhaps_same"] = _perhaps_same(house, history)
        if options.as_json:
            emit_json(entry)
            return
        _say_age(house)
        _print_customer(entry, house.me.timezone)
        for touch in entry["timeline"] if options.verbose else ():
            if touch["message_id"]:
                at_ = on_clock(touch["at"], house.me.timezone)
                click.echo(plain(f"{at_}  {touch['kind']:<14} {touch['message_id']}"))


def _print_customer(entry: dict[str, Any], zone: str) -> None:
    click.echo(f"{entry['code']}  {_called(entry)}  {entry['country'] or '?'}  {entry['timezone'] or ''}")
    for site in sorted({person["website"] for person in entry["people"]} - {None}):
        click.echo(plain(f"web site {site}"))
    click.echo(f"grade {entry['grade']}, stage {entry['stage']}, {entry['heat']}; quiet {entry['quiet']}")
    step = entry["next_step"]
    what = " ".join(filter(None, (step["action"], step["topic"], on_clock(step["due"], zone))))
    click.echo(f"next: {what}: {step['because'][0]['says']}")
    for line in step["sheet"]:
        click.echo(plain(f"  {line}"))
    for other in entry["looks_like"]:
        click.echo(f"careful: {entry['domain']} looks like {other}, which is somebody else here")
    for other in entry["perhaps_same"]:
        click.echo(
            plain(
                f"perhaps the same firm: {other['customer']} {other['company'] or other['domain']}"
                f" ({other['because']}): followup merge {entry['code']} {other['customer']}"
            )
        )
    click.echo("")
    emit_table(
        ("name", "", "address", "phone", "last seen", ""),
        [
            (p["name"], p["job_title"], p["address"], p["phone"], p["last_seen"], "dead" if p["dead"] else "")
            for p in entry["people"]
        ],
        "nobody known",
        zone,
    )
    click.echo("")
    for key, value in entry["dossier"].items():
        click.echo(f"{key}: {value}")
    emit_table(
        ("when", "", "kind", "who", "subject"),
        [
            (t["at"], t["direction"], t["kind"] if t["message_id"] else t["by"], t["who"], t["subject"])
            for t in entry["timeline"]
        ],
        "no contact yet",
        zone,
    )
    if entry["drafts"]:
        click.echo("")
        rows = [(d["draft"], d["topic"], FOR[d["intends"]], d["state"], d["placed_at"]) for d in entry["drafts"]]
        emit_table(("draft", "topic", "for", "state", "placed"), rows, "", zone)


def _perhaps_same(house: House, history: History) -> list[dict[str, str | None]]:
    """Return other customers that may be the same firm, for the seller to decide; nothing is joined by it."""
    found = kin(house.ledger.review.firms()).get(history.customer.number, ())
    others = {one.customer.number: one.customer for one in house.ledger.histories([one.number for one in found])}
    return [
        {
            "customer": code(others[one.number].region, one.number),
            "company": others[one.number].company,
            "domain": others[one.number].domain,
            "because": one.because,
        }
        for one in found
        if one.number in others
    ]


def _plan_entry(history: History, decision: Decision, me: Me, at: datetime) -> dict[str, Any]:
    return plan_entry(decision, _code(history, decision), step_sheet(decision, history, me, at))


def _print_sheet(entry: dict[str, Any], zone: str) -> None:
    for line in entry["sheet"]:
        click.echo(plain(f"  {line}"))
    _print_runners_up(entry["runners_up"], zone, "  ")


def _print_runners_up(others: Sequence[dict[str, Any]], zone: str, indent: str = "") -> None:
    if others:
        click.echo(f"{indent}Other occasions, and why they were not taken:")
    for one in others:
        material = f" ({one['material']})" if one["material"] else ""
        again = f", from {on_clock(one['again'], zone)}" if one["again"] else ""
        click.echo(plain(f"{indent}  {one['topic']}{material}: {one['why']}{again}"))


def _touch_entry(touch: Any) -> dict[str, Any]:
    return {
        "at": _iso(touch.at),
        "direction": str(touch.direction),
        "kind": str(touch.kind),
        "by": touch.by,
        "who": touch.writer if touch.is_human else ", ".join(touch.to) or touch.writer,
        "subject": touch.subject or touch.note,
        "message_id": touch.message_id,
    }


def _one(house: House, customer: str, at: datetime) -> tuple[History, Decision]:
    number = house.ledger.find(customer).number
    history = next(iter(house.ledger.histories((number,), at)), None)
    if history is None:
        step = "leave out --at, or name a later moment"
        raise WrongUsage(f"{customer} was no customer yet on {at:%d %B %Y}", next_step=step)
    return history, survey(house, at, (number,))[0]


def _by_code(judged: Sequence[tuple[History, Decision]]) -> list[tuple[History, Decision]]:
    return sorted(judged, key=lambda pair: (pair[0].customer.region, pair[0].customer.number))


def _concerns(decision: Decision, until: datetime) -> bool:
    """Every customer that is quiet, held or owed an answer appears once; others only when due within the days asked."""
    standing = decision.standing
    if standing.quiet != "no" or standing.hold or standing.owed is not None or decision.action is Action.ANSWER:
        return True
    return decision.due is not None and decision.due <= until


def _code(history: History, decision: Decision) -> str:
    return code(history.customer.region, history.customer.number, decision.standing.grade)


def _say_age(house: House) -> None:
    read_at = house.coverage().read_at
    if read_at is None:
        click.echo("The mailbox was never read to its end: followup sync\n", err=True)
        return
    minutes = int((now() - read_at).total_seconds() // 60)
    if minutes >= 120:
        click.echo(f"As read on {read_at:%d %B %Y at %H:%M} UTC.\n", err=True)
    elif minutes >= 1:
        click.echo(f"As read {minutes} minutes ago.\n", err=True)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _called(entry: dict[str, Any]) -> str:
    """Return by what a seller knows a customer: the firm, else its domain, of a private address the address."""
    person = next((one["address"] for one in entry["people"]), None)
    private = person is not None and is_freemail(entry["domain"] or "")
    return str(entry["company"] or (person if private else entry["domain"]) or person or "")


def _house(options: Options) -> Any:
    return wiring.open_house(wiring.load_files(options.config))
