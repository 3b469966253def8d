"""Whether a machine writes to many, or a service tells of something: newsletter, fair, courier, bank, portal digest.

Public: `bulk(message, lexicon, subject, text) -> evidence`. Source: definitions "bulk". Two traps: people write above
footers with "unsubscribe", and portals hand on a buyer's own words with a way to answer him.
"""

import re

from assistant.facts.lexicon import Lexicon
from assistant.facts.companies import host_of
from assistant.model import Evidence, Message

_SENDER = re.compile(
    r"(?:^|[._-])(?:no-?_?reply|donotreply|do-not-reply|noresponse|notif\w*|newsletters?|news|mailings?|marketing|alerts?|digest|"
    r"info-?mail|webinar|offers?|promo\w*|deals|bounces?|updates?|subscri\w*|announce\w*|bulletin|campaign|ebank|calendar-notification|"
    r"messages-noreply|mailer|listserv|majordomo|billing|survey|events?|invitations?|bilgi|mag|expo|noresponder|nao-?responda)"
    r"(?=[@._+-]|\d*@)",
    re.I,
)
_SERVICE_HOST = re.compile(
    r"(?:^|\.)(?:notice|notify|notifications?|news|newsletters?|mailer|mailing|mail\d*\.\w+mail|e?mail(?:ing)?s?\d?|em\d*|e|info|email|alerts?|bounce|campaign|cmail\d*|mcsv|sendgrid|service)\.[^.]+\.",
    re.I,
)
_BUYER_FIELDS = re.compile(r"^(?:name|nombre|nom|naam|nome|имя|姓名|e-?mail|country|company|phone|quantity|product)\s*[:：]", re.I | re.M)


def bulk(message: Message, lexicon: Lexicon, subject: str, text: str) -> tuple[Evidence, ...]:
    """Return why this is mass or service mail, () for a person's. `subject` and `text` are folded."""
    evidence, score = _headers(message)
    if message.report.get("report-type") == "feedback-report":
        return (Evidence(what="bulk.complaint-report", where="report", text="feedback-report"),)
    sender = message.sender.address
    if _SENDER.search(sender):
        evidence.append(Evidence(what="bulk.sender", where="header", text=sender[:120]))
        score += 2
    elif _SERVICE_HOST.search(host_of(sender) + "."):
        evidence.append(Evidence(what="bulk.host", where="header", text=host_of(sender)[:120]))
        score += 1
    body = f"{text}\n{(message.signature or '').lower()}"
    footers = {hit.words for hit in lexicon.hits("bulk-footer", body)}
    wordy = {hit.words for hit in lexicon.hits("bulk-words", f"{subject}\n{text}", folded=True)}
    if footers:
        evidence.append(Evidence(what="bulk.footer", where="new_text", text=min(footers)[:120]))
    if wordy:
        evidence.append(Evidence(what="bulk.words", where="new_text", text=min(wordy)[:120]))
    answers = bool(message.in_reply_to or message.references)
    score += min(len(footers), 3) + min(len(wordy), 2)
    if answers:
        score -= 3
    if _hands_on_a_buyer(message, lexicon, subject, text) or not evidence:
        return ()
    strong = any(one.what in {"bulk.header", "bulk.sender"} for one in evidence)
    return tuple(evidence) if score >= (2 if strong else 4) else ()


def _headers(message: Message) -> tuple[list[Evidence], int]:
    headers = message.headers
    found: list[Evidence] = []
    score = 0

    def add(name: str, points: int) -> None:
        nonlocal score
        found.append(Evidence(what="bulk.header", where="header", text=f"{name}: {headers[name]}"[:120]))
        score += points

    for name in ("list-unsubscribe", "feedback-id", "x-feedback-id", "list-unsubscribe-post", "x-mailgun-sid", "x-sg-eid", "x-mc-user", "x-csa-complaints"):
        if name in headers:
            add(name, 2)
            break
    for name in headers:
        if name.startswith(("x-campaign", "x-mailchimp", "x-newsletter", "x-mailing")):
            add(name, 2)
            break
    precedence = headers.get("precedence", "").lower()
    if precedence in {"bulk", "list", "junk"}:
        add("precedence", 2)
    if "list-id" in headers or "mailing-list" in headers or "list-post" in headers:
        add(next(name for name in ("list-id", "mailing-list", "list-post") if name in headers), 2)
    if headers.get("auto-submitted", "no").lower().startswith("auto-generated"):
        add("auto-submitted", 2)
    return found, score


def _hands_on_a_buyer(message: Message, lexicon: Lexicon, subject: str, text: str) -> bool:
    """Return whether a portal or web form carries a buyer's own words and a way to answer him (definitions "bulk")."""
    foreign = [one.address for one in message.reply_to if one.address and host_of(one.address) != host_of(message.sender.address)]
    if not foreign or _SENDER.search(foreign[0]):
        return False
    said = lexicon.first("portal-buyer", f"{subject}\n{text}", folded=True)
    return bool(said) or len(_BUYER_FIELDS.findall(message.new_text)) >= 2
