"""A first answer to an inquiry that waits for us: it buys time, or asks exactly for what is missing (002-03, 002-04).

Public: `first_answer`. Only with `answer_drafts: yes`, once for an inquiry, and only where the mail is surely an
inquiry: a bare price request gets a holding reply, a detailed one that lacks something is asked for just that, a
complete one gets no draft, because what it deserves is the quotation itself.
"""

from assistant.model import Kind, Occasion, Touch
from assistant.plan.case import Case
from assistant.plan.correction import stem
from assistant.plan.grade import is_bare

TOPIC = "answer"
_DETAILS = ("product", "quantity", "destination")  # what a quotation cannot be made without


def first_answer(case: Case) -> Occasion | None:
    """Return what to answer at once; None where nothing, or something better than a draft, is due."""
    owed = case.standing.owed
    if not case.rules.answer_drafts or owed is None or owed.kind is not Kind.INQUIRY or owed.by != "mail":
        return None
    if any(draft.topic == TOPIC and draft.changed_at >= owed.at for draft in case.history.drafts):
        return None
    if any(touch.at > owed.at for touch in case.record.all_ours):
        return None  # we have written meanwhile: a promise, or a question of our own
    facts = {"inquiry_date": case.place.local(owed.at).date().isoformat()}
    about = stem(owed.subject)
    if about:
        facts["about"] = about
    missing = _missing(owed)
    if is_bare(owed):
        return Occasion(topic=TOPIC, point="holding", material=None, facts=facts)
    if missing:
        facts["missing"] = " and ".join([", ".join(missing[:-1]), missing[-1]] if len(missing) > 1 else missing)
        return Occasion(topic=TOPIC, point="details", material=None, facts=facts)
    return None


def _missing(inquiry: Touch) -> list[str]:
    facts = inquiry.facts
    if facts is None:
        return []
    known = {"product": facts.products, "quantity": facts.quantities, "destination": facts.incoterms}
    return [name for name in _DETAILS if not known[name]]
