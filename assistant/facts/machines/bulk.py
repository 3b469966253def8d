"""Whether a machine writes to many, or a service tells of something: newsletter, fair, courier, bank, portal digest.

Public: `bulk` (evidence, () for a person), `is_nobodys`, `is_list_only`. Source: definitions "bulk". Two traps: people
write above footers with "unsubscribe", and portals hand on a buyer's own words with a way to answer him. What is found
here are marks; whether a person speaks all the same, `behind` asks the words.
"""

import re

from assistant.facts.lexicon import Lexicon
from assistant.facts.machines import campaigns
from assistant.facts.parsing.forms import form_of
from assistant.facts.trade.terms import quantities
from assistant.facts.who.companies import host_of, is_freemail, is_list, is_robot, is_role_account
from assistant.facts.who.parties import is_ours
from assistant.model import Evidence, Me, Message

_NOBODY = re.compile(  # local parts that nobody reads
    r"(?:^|[._-])(?:no-?_?reply|donotreply|do-not-reply|noresponse|notif\w*|newsletters?|news|mailings?|alerts?|digest|"
    r"info-?mail|webinar|deals|bounces?|updates?|subscri\w*|announce\w*|bulletin|campaign|ebank|calendar-notification|"
    r"messages-noreply|mailer|listserv|majordomo|survey|invitations?|mag(?=\d*@)|rss\w*|noresponder|nao-?responda)"
    r"(?=[@._+-]|\d*@)",
    re.I,
)
_OFFICE = re.compile(  # those of offices that write to many, and now and then to one
    r"(?:^|[._-])(?:marketing|offers?|specials?|promo\w*|billing|events?|bilgi|expo)(?=[@._+-]|\d*@)", re.I
)
_SERVICE_HOST = re.compile(
    r"(?:^|\.)(?:notice|notify|notifications?|news|newsletters?|mailer|mailing|mail\d*\.\w+mail|e?mail(?:ing)?s?\d?|em\d*|e|info|email|alerts?|bounce|campaign|cmail\d*|mcsv|sendgrid|service)\.[^.]+\.",
    re.I,
)
_SERVICE = re.compile(
    r"(?:online|customer|member|client|subscriber)[._-]?(?:services?|care|support|relations)@|subscri\w*@"
)
_LIST = ("list-id", "mailing-list", "list-post", "x-mailing-list", "x-beenthere")
_MASS = (
    "list-unsubscribe", "feedback-id", "x-feedback-id", "list-unsubscribe-post", "x-mailgun-sid", "x-sg-eid",
    "x-mc-user", "x-csa-complaints",
)  # fmt: skip
_MASS_PREFIXES = ("x-campaign", "x-mailchimp", "x-newsletter", "x-mailing-id", "x-mailingid")
_OF_MACHINES = frozenset(
    f"bulk.{one}"
    for one in ("header", "sender", "host", "footer", "release", "pitch", "announcement", "form", "crowd", "notice")
)
_ANSWERS = ("re:", "aw:", "sv:", "回复", "答复", "fw:", "fwd:")
_PATH = re.compile(
    r"bounce|(?:^|[<._-])(?:errors?|owner|dev-null|returns?|verp)[-+@]|-(?:request|admin|owner)@|listserv|=\w+[\w.-]*\.\w+@",
    re.I,
)  # of the envelope: machines count there what comes back
_SHORT = 900  # characters of a letter that is no newsletter
_OF_THINGS = re.compile(r"(?<![\w.,:#/-])(?!(?:19|20)\d\d )\d{2,6} [^\W\d_]{3,}")
_BUYER_FIELDS = re.compile(
    r"^(?:name|nombre|nom|naam|nome|имя|姓名|e-?mail|country|company|phone|quantity|product)\s*[:：]", re.I | re.M
)


def bulk(message: Message, me: Me, lexicon: Lexicon, subject: str, text: str) -> tuple[Evidence, ...]:
    """Return why this is mass or service mail, () for a person's. `subject` and `text` are folded."""
    if message.report.get("report-type") == "feedback-report":
        return (Evidence(what="bulk.complaint-report", where="report", text="feedback-report"),)
    evidence, score = _headers(message, me)
    sender = message.sender.address
    if _writes_to_many(sender):
        evidence.append(Evidence(what="bulk.sender", where="header", text=sender[:120]))
        score += 2
    elif _SERVICE_HOST.search(host_of(sender) + ".") and not is_freemail(host_of(sender)):
        evidence.append(Evidence(what="bulk.host", where="header", text=host_of(sender)[:120]))
        score += 1
    elif _SERVICE.match(sender):
        evidence.append(Evidence(what="bulk.service", where="header", text=sender[:120]))
        score += 1
    strong = score >= 2
    through_list = any(one.what == "bulk.list" for one in evidence)
    answers = message.in_reply_to or message.references or subject.startswith(_ANSWERS)
    if answers and not strong:
        return ()
    if (strong and _hands_on_a_buyer(message, lexicon, subject, text)) or (not score and _is_a_buyers(lexicon, text)):
        return ()
    if [one.what for one in evidence] == ["bulk.sender"] and _is_sent_for_a_person(message, me, lexicon, text):
        return ()
    for what, points, words in campaigns.signs(message, me, lexicon, subject, text):
        evidence.append(Evidence(what=what, where="new_text", text=words[:120]))
        score += points
    if answers and not through_list:
        score -= 3
    lets_go = any(one.what == "bulk.footer" for one in evidence)
    return tuple(evidence) if score >= (2 if strong else 4 if lets_go else 5) else ()


def _headers(message: Message, me: Me) -> tuple[list[Evidence], int]:
    """Return header signs and their points. A list of our own domain is none: a group mailbox (sales@ as a group of
    the mail provider) stamps list headers on customers' mail.
    """
    headers = message.headers
    found: list[tuple[str, str]] = []
    stamps = [headers[name] for name in (*_LIST, "list-unsubscribe", "sender") if name in headers]
    if not any(domain in stamp.lower() for stamp in stamps for domain in me.domains):
        found += [("bulk.list", name) for name in _LIST if name in headers][:1]
        if headers.get("precedence", "").lower() in {"bulk", "list", "junk"}:
            found.append(("bulk.list", "precedence"))
        found += [("bulk.header", name) for name in _MASS if name in headers][:1]
        found += [("bulk.header", name) for name in headers if name.startswith(_MASS_PREFIXES)][:1]
    if headers.get("auto-submitted", "no").lower().startswith("auto-generated"):
        found.append(("bulk.header", "auto-submitted"))
    evidence = [
        Evidence(what=what, where="header", text=f"{name}: {headers[name]}"[:120])
        for what, name in dict.fromkeys(found)
    ]
    people = [one.address for one in (*message.to, *message.cc)]
    lists = [one for one in people if is_list(one)]
    if (lists or campaigns.is_list_tag(message)) and not any(is_ours(one, me) for one in people):
        evidence.append(
            Evidence(what="bulk.list", where="header", text=lists[0][:120] if lists else message.subject[:120])
        )
    score = 2 * len(evidence)
    path = headers.get("return-path", "")
    if path and _PATH.search(path):
        evidence.append(Evidence(what="bulk.return-path", where="header", text=path[:120]))
        score += 1
    return evidence, score


def _is_sent_for_a_person(message: Message, me: Me, lexicon: Lexicon, text: str) -> bool:
    """Return whether a purchasing system sends a buyer's wish from its no-reply address and names him in Reply-To.

    Newsletters name a salesman there: only a wish for a price of so many pieces makes it a buyer's mail.
    """
    people = [one.address for one in message.reply_to if one.address and not is_ours(one.address, me)]
    named = any(not _writes_to_many(one) and not is_role_account(one) for one in people)
    return named and (_is_a_buyers(lexicon, text) or _asks_for_some(lexicon, text))


def _asks_for_some(lexicon: Lexicon, text: str) -> bool:
    """Return whether a short letter asks for the price of a number of things without a unit: "120 wall lamps"."""
    wish = lexicon.first("price-ask", text, folded=True) if len(text) < _SHORT else None
    return (
        wish is not None
        and _OF_THINGS.search(text) is not None
        and lexicon.first("bulk-pitch", text, folded=True) is None
    )


def _is_a_buyers(lexicon: Lexicon, text: str) -> bool:
    """Return whether a short letter asks for a price of so many pieces: buyers have footers and lists too."""
    asks = len(text) < _SHORT and lexicon.first("price-ask", text, folded=True) is not None
    return asks and bool(quantities(text)) and lexicon.first("bulk-pitch", text, folded=True) is None


def _hands_on_a_buyer(message: Message, lexicon: Lexicon, subject: str, text: str) -> bool:
    """Return whether a portal or web form carries a buyer's own words and a way to answer him (definitions "bulk")."""
    foreign = [
        one.address
        for one in message.reply_to
        if one.address and host_of(one.address) != host_of(message.sender.address)
    ]
    if not foreign:
        form = form_of(message.new_text)
        return form is not None and host_of(form.address) != host_of(message.sender.address)
    if _writes_to_many(foreign[0]):
        return False
    said = lexicon.first("portal-buyer", f"{subject}\n{text}", folded=True)
    return bool(said) or len(_BUYER_FIELDS.findall(message.new_text)) >= 2


def _writes_to_many(address: str) -> bool:
    return is_nobodys(address) or _OFFICE.search(address.partition("@")[0] + "@") is not None


def is_nobodys(address: str) -> bool:
    """Return whether nobody reads an address by its name: noreply@, newsletter@. billing@ and events@ are offices."""
    return is_robot(address) or _NOBODY.search(address.partition("@")[0] + "@") is not None


def is_list_only(evidence: tuple[Evidence, ...]) -> bool:
    """Return whether nothing but a mailing list speaks for bulk: people write through lists, buyers too."""
    what = {one.what for one in evidence}
    return "bulk.list" in what and what.isdisjoint(_OF_MACHINES)
