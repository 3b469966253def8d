"""What a pass did as the JSON documents of contract.md; the same for the command line and for a wish it left."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assistant.daemon.house import House
from assistant.daemon.judging import silences
from assistant.daemon.placing import Placed
from assistant.daemon.reading import MailboxReport
from assistant.facts.customers.identify import code
from assistant.model import Quiet

Plain = dict[str, Any]


def sync_result(house: House, reports: Sequence[MailboxReport], at: datetime) -> Plain:
    """Return the document of `sync`."""
    known = silences(house, at)
    return {
        "mailboxes": [_mailbox(report) for report in sorted(reports, key=lambda report: report.name)],
        "customers": known.total(),
        "quiet": known[Quiet.YES],
        "shelved": len(house.ledger.shelf()),
    }


def _mailbox(report: MailboxReport) -> Plain:
    return {
        "name": report.name,
        "complete": report.complete,
        "new_messages": report.new_messages,
        "folders": [
            {"name": f.name, "role": str(f.role), "on_server": f.on_server, "held": f.held, "complete": f.complete}
            for f in report.folders
        ],
        "problem": report.problem,
        "advice": list(report.advice),
    }


def said_of(reports: Sequence[MailboxReport]) -> list[str]:
    """Return what is to be said about the mailboxes: what kept one from being complete, and advice."""
    lines = ((report.name, line) for report in reports for line in (report.problem, *report.advice))
    return [f"{name}: {line}" for name, line in lines if line is not None]


def draft_result(house: House, placed: Sequence[Placed], *, with_raw: bool) -> list[Plain]:
    """Return the document of `draft`; `with_raw` for --dry-run."""
    return [_draft(house, item, with_raw) for item in placed]


def _draft(house: House, item: Placed, with_raw: bool) -> Plain:
    decision, draft = item.decision, item.draft
    customer = house.ledger.history(decision.customer).customer
    entry: Plain = {
        "customer": code(customer.region, customer.number, decision.standing.grade),
        "draft": draft.draft if draft else None,
        "message_id": draft.message_id if draft else None,
        "to": decision.to,
        "cc": list(decision.cc),
        "subject": draft.subject if draft else None,
        "topic": decision.occasion.topic if decision.occasion else None,
        "language": draft.wording.language if draft else None,
        "in_reply_to": draft.in_reply_to if draft else None,
        "intends": draft.wording.intends if draft else None,
        "placed": item.folder is not None,
        "folder": item.folder,
        "because": [{"rule": reason.rule, "says": reason.says} for reason in decision.because],
        "problem": item.problem,
    }
    if with_raw:
        entry["raw"] = draft.raw.decode("utf-8", "replace") if draft else None
    return entry
