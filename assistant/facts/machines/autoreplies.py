"""Whether a machine answers our mail for somebody: absence, "has left", ticket number, receipt; and what it tells.

Public: `auto_reply(message, lexicon, subject, text) -> AutoReply | None`. Source: RFC 3834, definitions "auto_reply".
A subject alone never decides: people forward, answer and discuss such mails (understanding.md, insider fact 1).
"""

import re
from dataclasses import dataclass
from datetime import date

from assistant.facts.dates.returns import date_named, return_date
from assistant.facts.language import language_of
from assistant.facts.lexicon import Hit, Lexicon, fold
from assistant.facts.machines.leaving import (
    is_goodbye,
    left,
    left_signals,
    line_with,
    others_named,
    owner_gone,
)
from assistant.model import Evidence, Message, Signal

_HEADERS = (
    "x-autoreply",
    "x-autorespond",
    "x-auto-reply-from",
    "x-auto-reply",
    "x-mail-autoreply",
    "x-vacation",
    "x-autoresponder-for",
)
_TAGS = re.compile(r"^(?:\[[^\]]{1,40}\]\s*)+")
_REPLY_MARK = re.compile(r"^(?:re|aw|antw|sv|vs|rv|res|odp|ynt|回复|答复|回覆|답장)\s*[:：]\s*", re.I)
_PREFIX_END = re.compile(r"[\s!.]*(?:[:：/(\]】|-]|\bre:|$|from |for |to )")
_TICKET = re.compile(
    r"(?:ticket|case|request|vorgang|chamado|caso)\s?(?:id|no|nr)?[.:]?\s?#?\s?[a-z]{0,4}-?\d{3,}|\[#?\d{4,}\]"
)
_NOREPLY = re.compile(r"(?:^|[._-])(?:no-?_?reply|donotreply|do-not-reply|noresponse|auto-?reply)", re.I)
_ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}")
_ASKS = re.compile(
    r"[?？؟]|\b(?:please (?:keep|send|quote|confirm|reserve|hold|let (?:me|us)|advise)|kindly)\b"
    r"|\b(?:can|could|would) you\b"
    r"|\bbitte senden|\bpor favor env"
)
_GOODS = re.compile(r"(?:usd|eur|rmb|cny|gbp|[$€£¥])\s?\d|\d\s?(?:usd|eur|pcs|pieces|stuck|sets|szt|шт|adet|个|件)\b")
_PRODUCT = re.compile(
    r"auto|自动|自動|otomatik|تلقائي|автоотв|автомат|자동|부재중|risposta|tu dong|balasan|abwesenheitsnotiz"
    r"|respuesta aut|resposta aut"
)
_THIRD_PERSON = re.compile(
    r"\b(?:is|will be) (?:out of|away|on (?:vacation|leave|holiday))"
)  # "X is out of the office."
_LONG = 700  # characters: an absence note of a person, without any header, is short


@dataclass(frozen=True, slots=True, kw_only=True)
class AutoReply:
    """A machine's answer and what it tells."""

    evidence: tuple[Evidence, ...]
    signals: tuple[Signal, ...]
    return_date: date | None


def auto_reply(message: Message, lexicon: Lexicon, subject: str, text: str) -> AutoReply | None:
    """Return the machine's answer this mail is, None if a person (or a mass mailer) wrote it."""
    receipt = _receipt(message, subject, text, lexicon)
    evidence = receipt or _evidence(message, lexicon, subject, text)
    if evidence is None:
        return None
    signals = _signals(message, lexicon, text, evidence)
    gone = any(signal.name == "left_company" for signal in signals)  # whatever day stands there, he does not come back
    return AutoReply(
        evidence=evidence if receipt else _with_absence(evidence, lexicon, subject, text),
        signals=signals,
        return_date=None if gone else return_date(message.new_text, language_of(message.new_text), message.at),
    )


def _receipt(message: Message, subject: str, text: str, lexicon: Lexicon) -> tuple[Evidence, ...] | None:
    """Return evidence of a receipt: an MDN (RFC 8098), or a DSN that reports success (RFC 3464 2.3.3)."""
    report = message.report
    if report.get("report-type") == "disposition-notification" or "disposition" in report:
        return (Evidence(what="auto.receipt", where="report", text=report.get("disposition", "receipt")[:120]),)
    if report.get("recipients"):
        return (Evidence(what="auto.delivered", where="report", text=report.get("action", "delivered")[:120]),)
    found = lexicon.first("read-receipt", subject, folded=True)
    named = found is not None and found.start == 0 and _PREFIX_END.match(subject, found.end) is not None
    begins = (named or subject.startswith("read:")) and len(text) < 600
    if not begins:
        return None
    told = f"{text}\n{fold(message.quoted)}"  # the particulars of our mail look like the head of a history
    if lexicon.first("read-receipt", told, folded=True):
        return (Evidence(what="auto.receipt", where="subject", text=subject[:120]),)
    return None


def _evidence(message: Message, lexicon: Lexicon, subject: str, text: str) -> tuple[Evidence, ...] | None:
    headers = message.headers
    submitted = headers.get("auto-submitted", "").lower()
    precedence = headers.get("precedence", "").lower()
    listed = any(name in headers for name in ("list-unsubscribe", "list-id", "feedback-id"))
    if submitted.startswith("auto-replied"):
        return (Evidence(what="auto.header", where="header", text=f"Auto-Submitted: {submitted}"[:120]),)
    for name in _HEADERS:
        if headers.get(name, "no").lower() not in {"no", "false", "0"}:
            return (Evidence(what="auto.header", where="header", text=f"{name}: {headers[name]}"[:120]),)
    if precedence in {"auto_reply", "auto-reply"}:
        return (Evidence(what="auto.header", where="header", text=f"Precedence: {precedence}"),)
    null_path = headers.get("return-path", "").strip() == "<>"
    weak = (
        (submitted not in {"", "no"} and not listed)
        or (precedence == "junk")
        or (precedence == "bulk" and not listed)
        or (bool(headers.get("x-auto-response-suppress")) and not listed)
        or null_path
    )
    return _by_words(message, lexicon, subject, text, weak=weak)


def _with_absence(evidence: tuple[Evidence, ...], lexicon: Lexicon, subject: str, text: str) -> tuple[Evidence, ...]:
    """Return the evidence and the words that tell of an absence, also where a header alone showed the machine.

    Without a day of return these words are all that tells an absence from a ticket system's answer.
    """
    if any(one.what == "auto.away" for one in evidence):
        return evidence
    for where, searched in (("new_text", text[:1500]), ("subject", subject)):
        away = lexicon.first("away", searched, folded=True)
        if away is not None:
            return (*evidence, Evidence(what="auto.away", where=where, text=away.words[:120]))
    return evidence


def _by_words(
    message: Message, lexicon: Lexicon, subject: str, text: str, *, weak: bool
) -> tuple[Evidence, ...] | None:
    """Return evidence where subject, body and weak headers agree."""
    bare = _TAGS.sub("", subject)
    prefix = _prefix(subject, lexicon) or _prefix(bare, lexicon)
    mass = _is_mass(message)
    about_absence = (headed := lexicon.first("away", bare, folded=True)) is not None
    short = len(text) <= _LONG
    if not (short or weak or prefix or about_absence):
        return None  # nothing below could agree: do not search a long letter
    body = text[:1500]
    machine = lexicon.first("auto-machine", body, folded=True)
    away = lexicon.first("away", body, folded=True)
    owner = owner_gone(message, lexicon, body) if short and not mass else None
    gone = _gone(body, lexicon, weak=weak and not mass) or owner
    ticket = lexicon.first("ticket", body, folded=True) or lexicon.first("ticket", subject, folded=True)
    if not (prefix or machine or away or gone or ticket or weak or about_absence):
        return None
    back = lexicon.first("back", body, folded=True) if away or machine or prefix else None
    answer = bool(message.in_reply_to or message.references or _REPLY_MARK.match(bare))
    noreply = bool(_NOREPLY.search(message.sender.address))
    asks = bool(_ASKS.search(body))
    notice = not answer and _is_of_itself(message)
    told = [("auto.subject", "subject", prefix), ("auto.machine", "new_text", machine), ("auto.away", "new_text", away),
            ("auto.left", "new_text", gone), ("auto.ticket", "new_text", ticket)]  # fmt: skip
    evidence = tuple(Evidence(what=what, where=where, text=hit.words[:120]) for what, where, hit in told if hit)
    agree = (
        (owner or (prefix and _is_product(prefix)))
        or (
            prefix
            and (weak or _introduces(subject if prefix.words == subject[prefix.start : prefix.end] else bare, prefix))
            and (away or gone or back or machine or weak)
            and not (asks and not machine)
        )
        or (machine and short and not mass and (answer or (weak and not notice) or about_absence or away or ticket))
        or (weak and not mass and (away or gone or ticket) and not _GOODS.search(body))
        or (ticket and (noreply or machine or _TICKET.search(subject)) and short and not mass)
        or (about_absence and away and back and not asks and _THIRD_PERSON.search(bare) and not _REPLY_MARK.match(bare))
        or (
            (answer or (headed and headed.start == 0))  # "Closed for Christmas" heads a notice, also of a shop's form
            and not mass
            and away
            and away.start <= 90  # an absence note begins with it; a person mentions it in passing
            and back
            and _is_note(message, lexicon)
            and len(text) <= 320
            and not asks
            and not _GOODS.search(body)
        )
        or (
            gone
            and _ADDRESS.search(body)
            and len(text) <= 400
            and not asks
            and not answer
            and not is_goodbye(body, lexicon)
        )
    )
    return evidence or (Evidence(what="auto.header", where="header", text="machine"),) if agree else None


def _gone(body: str, lexicon: Lexicon, *, weak: bool) -> Hit | None:
    """Return the words of leaving; by weak headers also those of a third person, where it is named who follows.

    A parcel that "has left" Hamburg names nobody.
    """
    return lexicon.first("left-company", body, folded=True) or (left(body, lexicon) if weak and "@" in body else None)


def _prefix(subject: str, lexicon: Lexicon) -> Hit | None:
    """Return the machine's prefix at the very start of a subject ("Automatic reply: ..."), not after "Re:"."""
    for hit in lexicon.hits("auto-subject-prefix", subject, folded=True):
        if hit.start <= 1 and _PREFIX_END.match(subject, hit.end):
            return hit
        if hit.start > 60:
            break
        if subject[hit.end : hit.end + 1] == ":" and not _REPLY_MARK.match(subject):
            return hit  # "Arpus biroja automatiska atbilde: ..." of a language whose words we know in part
    return None


def _introduces(subject: str, prefix: Hit) -> bool:
    """Return whether a prefix stands before the subject it answers; alone it is a colleague's note ("OOO")."""
    return bool(re.match(r"[\s!.\])]*(?:[:：]|re:|aw:|fw)", subject[prefix.end :])) or _is_product(prefix)


def _is_product(prefix: Hit) -> bool:
    """Return whether only a mail product writes this prefix; "on holiday:" a person writes too."""
    return bool(_PRODUCT.search(prefix.words)) and prefix.words.strip() != "auto"


def _is_note(message: Message, lexicon: Lexicon) -> bool:
    """Return whether a headerless answer is only an absence note: it says when, and speaks of nothing else.

    A person who puts us off because the boss travels ("等老板出差回来再定") names no day of return of his own.
    """
    if message.quoted and _thanks_us(fold(message.new_text)):
        return False  # no machine answers with thanks and our mail below
    language = language_of(message.new_text)
    return date_named(message.new_text, language, message.at) is not None and not lexicon.first(
        "putting-off", message.new_text
    )


def _is_of_itself(message: Message) -> bool:
    """Return whether a program says that it sends by itself and answers nothing (RFC 3834, 5: "auto-generated")."""
    return message.headers.get("auto-submitted", "").lower().startswith("auto-generated")


_THANKS = re.compile(
    r"\b(?:thanks|thank you|many thanks|danke|dank|gracias|obrigad[oa]|merci|grazie|tesekkur\w*|dziek\w+|cam on|"
    r"terima kasih|bedankt|tack|tak|takk)\b|спасибо|благодар|شكرا|谢谢|感谢|收到|ありがとう|감사"
)
_FOR_THE_MAIL = re.compile(  # as the notes of absence do
    r"e-?mail|mail|message|nachricht|mensaje|mensagem|messaggio|courriel|correo|contact|письмо|сообщени|обращени|"
    r"wiadomosc|mesaj|ileti|邮件|来信|来函|メール|連絡|메일|연락|thu cua|pesan|surel|رساله|رسالت|بريد|"
    r"bericht|meddelande|besked"
)


def _thanks_us(text: str) -> bool:
    """Return whether a mail begins with thanks for more than our having written."""
    match = _THANKS.search(text, 0, 60)
    return match is not None and not _FOR_THE_MAIL.search(text, match.end(), match.end() + 45)


def _is_mass(message: Message) -> bool:
    return any(name in message.headers for name in ("list-unsubscribe", "list-id", "list-post", "feedback-id"))


def _signals(message: Message, lexicon: Lexicon, text: str, evidence: tuple[Evidence, ...]) -> tuple[Signal, ...]:
    """Return left_company, successor, stand_in and read_receipt as far as the text tells them."""
    if evidence[0].what in {"auto.receipt", "auto.delivered"}:
        return (Signal(name="read_receipt", text=evidence[0].text),)
    others = others_named(f"{message.new_text}\n{message.signature or ''}", message)
    gone = left(text, lexicon)
    if gone is not None:
        return left_signals(message, lexicon, text, gone, others)
    if others:
        return (Signal(name="stand_in", text=line_with(message.new_text, others[0]), value=others[0]),)
    return ()
