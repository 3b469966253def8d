"""Judgement as the JSON that scripts rely on: one entry of `customers`, `plan`, `explain` (contract.md "JSON").

Public: `portrait`, `business_card`, `plan_entry`, `runners_up`, `explain_entry`.
Times are ISO 8601 with the customer's offset; unknown is None.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assistant.model import Action, Decision, Direction, History, Me, Person, Touch
from assistant.plan.place import Place, place_of

_UTC = Me()


def portrait(history: History, decision: Decision, me: Me = _UTC, code: str | None = None) -> dict[str, Any]:
    """Return one entry of `customers --json`. Without `code` it is made of region, number and grade (domain 000-06)."""
    customer, standing, settings = history.customer, decision.standing, history.settings
    place = place_of(history, me)
    return {
        "code": code or f"{customer.region}-{customer.number:03d}-{standing.grade.value}",
        "company": customer.company,
        "domain": customer.domain or None,
        "country": place.country,
        "timezone": settings.timezone or customer.timezone or (place.zone.key if place.country else None),
        "language": _language(history, decision, me),
        "grade": standing.grade.value,
        "stage": standing.stage.value,
        "heat": standing.heat.value,
        "people": [_person(person, place) for person in sorted(history.people, key=_newest_first)],
        "last_inbound": _iso(standing.last_inbound, place),
        "last_outbound": _iso(standing.last_outbound, place),
        "quote": _quote(standing.quote, place),
        "quiet": standing.quiet.value,
        "quiet_since": _iso(standing.quiet_since, place),
        "follow_ups": standing.follow_ups,
        "next": _iso(decision.due, place),
        "hold": standing.hold or (decision.because[0].says if decision.action is Action.HOLD else None),
    }


def business_card(history: History, address: str) -> dict[str, str | None]:
    """Return what somebody signs with: the youngest job title, telephone number and web site; None where never told."""
    signed = [t.facts for t in reversed(history.touches) if t.facts is not None and t.writer == address and t.is_human]
    return {
        "job_title": next((facts.job_title for facts in signed if facts.job_title), None),
        "phone": next((facts.phone for facts in signed if facts.phone), None),
        "website": next((facts.website for facts in signed if facts.website), None),
    }


def plan_entry(decision: Decision, code: str, sheet: Sequence[str] = ()) -> dict[str, Any]:
    """Return one entry of `plan --json`; `because` names the first rule that stops, then the rest.

    `sheet`: the lines of the call sheet, hand-over note or referral that belongs to the step.
    """
    return {
        "customer": code,
        "action": decision.action.value,
        "topic": decision.occasion.topic if decision.occasion else None,
        "due": _plain(decision.due),
        "window": [_plain(moment) for moment in decision.window] if decision.window else None,
        "to": decision.to,
        "because": [{"rule": reason.rule, "says": reason.says} for reason in decision.because],
        "runners_up": runners_up(decision),
        "sheet": list(sheet),
    }


def runners_up(decision: Decision) -> list[dict[str, Any]]:
    """Return the other occasions there were and why they lost, in the order in which they were weighed."""
    return [
        {"topic": one.topic, "material": one.material, "why": one.why, "again": _plain(one.again)}
        for one in decision.runners_up
    ]


def explain_entry(decision: Decision, code: str) -> dict[str, Any]:
    """Return what `explain --json` prints: every rule in the order in which it was weighed."""
    return {
        "customer": code,
        "quiet": decision.standing.quiet.value,
        "due": _plain(decision.due),
        "decision": decision.action.value,
        "weighed": [
            {"rule": one.rule, "verdict": one.verdict, "until": _plain(one.until), "says": one.says}
            for one in decision.weighed
        ],
        "runners_up": runners_up(decision),
    }


def _iso(at: datetime | None, place: Place) -> str | None:
    return place.local(at).isoformat(timespec="seconds") if at is not None else None


def _plain(at: datetime | None) -> str | None:
    """Decisions carry their moments on the customer's clock already."""
    return at.isoformat(timespec="seconds") if at is not None else None


def _newest_first(person: Person) -> tuple[float, str]:
    return -(person.last_seen.timestamp() if person.last_seen else 0.0), person.address


def _person(person: Person, place: Place) -> dict[str, Any]:
    return {
        "name": person.name.full if person.name and person.name.full else None,
        "address": person.address,
        "last_seen": _iso(person.last_seen, place),
        "dead": person.dead,
    }


def _quote(quote: Touch | None, place: Place) -> dict[str, Any] | None:
    if quote is None:
        return None
    amount = quote.facts.amounts[0] if quote.facts and quote.facts.amounts else None
    return {
        "at": _iso(quote.at, place),
        "subject": quote.subject or None,
        "message_id": quote.message_id,
        "amount": format(amount.value, "f") if amount else None,
        "currency": amount.currency if amount else None,
    }


def _language(history: History, decision: Decision, me: Me) -> str | None:
    """Return the language of the person a draft would go to, else of whoever of them was seen last."""
    if history.settings.language:
        return history.settings.language
    people = sorted(history.people, key=_newest_first)
    first = [person for person in people if person.address == decision.to]
    known = next((person.language for person in (*first, *people) if person.language), None)
    if known:
        return known
    # Nobody of them wrote: the language of our last mail to them (definitions "Language
    # of a person"), else the seller's.
    ours = (t.language for t in reversed(history.touches) if t.language and t.direction is Direction.OUTBOUND)
    return next(ours, None if me is _UTC else me.language)
