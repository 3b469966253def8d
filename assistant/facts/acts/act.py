"""The act of a mail between people, with evidence, signals and details. Public: `judge`.

Machines' mail never comes here: `facts.understand` asks `machines.robots` first (definitions "Order of test").
"""

import re

from assistant.facts.acts import deeds, signals
from assistant.facts.acts.offers import offer_of_ours, offer_to_us
from assistant.facts.acts.settled import settled
from assistant.facts.language import language_of
from assistant.facts.lexicon import Lexicon
from assistant.facts.machines.leaving import goodbye
from assistant.facts.parsing.forms import form_of
from assistant.facts.parsing.quoting import patterns
from assistant.facts.sentences import Reading
from assistant.facts.trade import terms
from assistant.facts.trade.amounts import sums
from assistant.facts.trade.goods import products
from assistant.facts.trade.payments import payment_terms
from assistant.facts.who import names
from assistant.facts.who.contacts import Contact, contact_of
from assistant.facts.who.parties import is_ours
from assistant.model import Direction, Evidence, Facts, Kind, Me, Message

_ANSWER = re.compile(
    r"^\s*(?:re|aw|sv|vs|antw|odp|ynt|cevap|rv|rif|r|res|отв|ha|回复|答复|回覆|答覆|返信|رد|الرد|답장|"
    r"trả lời|balas)\s*(?:\[\d+\])?\s*[:：]",
    re.I,
)
_FORWARD = re.compile(r"^\s*(?:fwd?|wg|rv|tr|i|enc|転送|转发|轉寄|ynt|iletilen|пересл\w*)\s*[:：]", re.I)


def judge(message: Message, me: Me, lexicon: Lexicon, direction: Direction | None) -> Facts:
    """Return what a person's mail is. `direction` None (nobody of ours takes part) is judged as mail to us.

    Total: any text gives facts. The subject never decides alone; with no new text the attachments and, of a forward,
    the forwarded words are judged (definitions "kind").
    """
    reading = Reading.of(_text(message, me, direction), lexicon, language_of(message.new_text))
    if direction is Direction.OUTBOUND:
        return _outbound(message, me, reading)
    decision = deeds.decide(message, reading, is_answer=_is_answer(message))
    priced = offer_to_us(message, reading, is_answer=False).amounts if decision.kind is Kind.QUOTE else ()
    host = message.sender.address.rpartition("@")[2]
    contact = contact_of(message.signature, host, me.domains) if message.signature else Contact()
    return Facts(
        direction=direction,
        kind=decision.kind,
        confidence=decision.confidence,
        evidence=decision.evidence or _plain_words(message),
        language=reading.language,
        amounts=priced,
        incoterms=terms.incoterms(message.new_text),
        payment_terms=payment_terms(reading),
        products=products(message.new_text, message.subject, reading.language),
        quantities=terms.quantities(message.new_text),
        signals=(*signals.of_theirs(message, me, reading, decision.kind), *goodbye(message, lexicon)),
        name=names.name_of(message, lexicon, reading.language),
        job_title=contact.job_title,
        company=contact.company,
        phone=contact.phone,
        country=contact.country,
        website=contact.website,
    )


def _outbound(message: Message, me: Me, reading: Reading) -> Facts:
    accepted = settled(message, reading)
    offer = offer_of_ours(message, reading, accepted)
    return Facts(
        direction=Direction.OUTBOUND,
        kind=Kind.QUOTE if offer.holds else Kind.REPLY,
        confidence=offer.confidence,
        evidence=offer.evidence or _plain_words(message),
        language=reading.language,
        amounts=offer.amounts if offer.holds else (),
        incoterms=terms.incoterms(message.new_text),
        payment_terms=payment_terms(reading),
        products=products(message.new_text, message.subject, reading.language),
        quantities=terms.quantities(message.new_text),
        signals=signals.of_ours(message, me, reading, accepted),
    )


def _plain_words(message: Message) -> tuple[Evidence, ...]:
    """Why a mail is a plain reply: a person's words in which no other act was found."""
    words = " ".join(message.new_text.split())
    where = "new_text" if words else "header"
    return (Evidence(what="reply.no_other_act", where=where, text=(words or message.subject)[:120]),)


def _is_answer(message: Message) -> bool:
    if message.in_reply_to or message.references:
        return True
    if form_of(message.new_text) is not None:
        return False  # whatever the site calls it: "Re: Contact form"
    if _ANSWER.match(message.subject):
        return True
    if _FORWARD.match(message.subject):  # a third party's request; with a price in it, a rival's offer or ours
        return bool(sums(message.quoted))
    return bool(message.quoted)


def _text(message: Message, me: Me, direction: Direction | None) -> str:
    """Return what is judged: the new text, and of a bare forward the words below it.

    Of ours only where we wrote those too: "FYI" above a press article, a statement or a hotel's rates offers nothing.
    """
    text = message.new_text.strip()
    is_bare = len(text) < 20 and message.quoted and _FORWARD.match(message.subject)
    if is_bare and (direction is not Direction.OUTBOUND or _is_from_us(message.quoted, me)):
        return f"{text}\n{message.quoted}"
    return message.new_text


_HEADING_LINES = 6  # of a forwarded mail, in which its writer is named
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def _is_from_us(quoted: str, me: Me) -> bool:
    """Return whether the heading of a forwarded mail names one of us as its writer: by address, or by name alone."""
    lines = quoted.strip().split("\n")[:_HEADING_LINES]
    labelled = [line for line in lines if (label := patterns().label.match(line)) and label["r_from"]]
    heading = "\n".join(labelled[:1] or lines).lower()
    writer = _ADDRESS.search(heading)
    if writer is not None:
        return is_ours(writer.group(), me)
    return bool(me.name) and me.name.lower() in heading
