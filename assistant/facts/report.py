"""What `followup classify` prints of one mail: the JSON object of contract.md. Public: `as_json`."""

from typing import Any

from assistant.facts.who.parties import writer
from assistant.model import Address, Facts, Me, Message

UNDATED_BEFORE = 1990  # definitions "Time": such a Date is none; a file alone has no other


def as_json(file: str, message: Message, facts: Facts, me: Me | None = None) -> dict[str, Any]:
    """Return the object for one mail: every field of contract.md "classify", lists sorted, null where unknown.

    `from` is the address of the From header; a buyer whom a form or a portal passes on stands in `writer`.
    """
    speaker = writer(message, facts, me or Me())
    return {
        "file": file,
        "message_id": str(message.message_id),
        "date": message.at.isoformat() if message.at.year >= UNDATED_BEFORE else None,
        "from": _shown(message.sender),
        "to": sorted(_shown(one) or "" for one in message.to if one.address or one.name),
        "writer": _shown(speaker),
        "direction": facts.direction.value if facts.direction is not None else None,
        "kind": facts.kind.value,
        "confidence": round(facts.confidence, 2),
        "evidence": [{"what": one.what, "where": one.where, "text": one.text} for one in facts.evidence],
        "language": facts.language,
        "signed": _signed(facts),
        "products": sorted(facts.products),
        "quantities": sorted(facts.quantities),
        "new_text": message.new_text,
        "quoted": bool(message.quoted),
        "signature": message.signature,
        "amounts": sorted(
            ({"value": str(one.value), "currency": one.currency} for one in facts.amounts),
            key=lambda one: (one["currency"] or "", float(one["value"] or 0)),
        ),
        "incoterms": sorted(facts.incoterms),
        "payment_terms": sorted(facts.payment_terms),
        "attachments": [
            {"name": one.name, "type": one.type, "bytes": one.size_bytes}
            for one in sorted(message.attachments, key=lambda one: (one.name or "", one.type, one.size_bytes))
        ],
        "return_date": facts.return_date.isoformat() if facts.return_date is not None else None,
        "signals": sorted(
            ({"name": one.name, "text": one.text, "value": one.value} for one in facts.signals),
            key=lambda one: (one["name"] or "", one["value"] or "", one["text"] or ""),
        ),
        "problems": sorted(message.problems),
    }


def _signed(facts: Facts) -> dict[str, str | None]:
    """Return what header and signature tell of the writer; null where they do not."""
    return {
        "name": facts.name.full if facts.name is not None else None,
        "job_title": facts.job_title,
        "company": facts.company,
        "phone": facts.phone,
        "website": facts.website,
        "country": facts.country,
    }


def _shown(one: Address) -> str | None:
    return one.address or one.name or None
