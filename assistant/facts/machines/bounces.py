"""Whether a mail system says that our mail was not delivered, to whom, and whether the address is dead.

Public: `bounce(message, me, lexicon, subject, text) -> Bounce | None`. Source: RFC 3464, RFC 3463, definitions
"bounce". A complaint report (ARF) and a receipt (MDN) are multipart/report too, but no bounces.
"""

import re
from dataclasses import dataclass

from assistant.facts.lexicon import Lexicon, fold
from assistant.facts.who.companies import is_robot
from assistant.facts.who.parties import is_ours
from assistant.model import Evidence, Me, Message, Signal

_DAEMON = re.compile(
    r"mailer-?daemon|^postmaster@|^postmast@|mail-?delivery|microsoftexchange[0-9a-f]{8,}|^mail-?daemon|"
    r"^mdaemon@|^mailadmin@|^(?:exchange\.)?administrator@|^post_master@|smtp_mail|^bounce|^mailsystem|^postoffice|^mail\.?subsystem|^smtp@|^maildelivery|^mmdf@|^uucp@",
    re.I,
)
_DAEMON_NAME = re.compile(
    r"mail(?:er)?[ -]?daemon|postmaster|mail delivery|mail administrator|mail system|system administrator|"
    r"systemadministrator|delivery subsystem|internet mail|postamt|correo no entregado|quality exchange",
    re.I,
)
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY_CODE = re.compile(r"(?<![\d.@-])(4[2-5]\d|5[05]\d)(?=[\s\]:-])")
_ADDRESS = re.compile(r"[A-Za-z0-9._%+'=/-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}")
_ORIGINAL = re.compile(
    r"^(?:-+ ?(?:original|below this line|returned|forwarded|the header|this is a copy|your original|"
    r"transcript|unsent)|"
    r"--- below|received: |message-id: |return-path: )",
    re.I | re.M,
)
DELAY = "bounce.delay"  # evidence of a report that the mail is only late
_VAGUE = frozenset({"-", "5.0.0", "5.1.0", "5.5.0", "5.3.0", "4.0.0"})
_UNKNOWN = re.compile(
    r"unknown|no such|not exist|doesn't exist|not found|invalid recipient|不存在|не существует|no existe|inexist"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A non-delivery: evidence, and one `failed` signal per address that did not get our mail (none for a delay)."""

    evidence: tuple[Evidence, ...]
    signals: tuple[Signal, ...]


def bounce(message: Message, me: Me, lexicon: Lexicon, subject: str, text: str) -> Bounce | None:
    """Return the bounce this mail is, None if it is none. `subject` and `text` are folded."""
    report = message.report
    kind = report.get("report-type", "")
    if kind in {"feedback-report", "disposition-notification"} or "feedback-type" in report:
        return None
    listed = [line.split(" ") for line in report.get("recipients", "").splitlines()]
    actions = {parts[1] for parts in listed if len(parts) == 3}
    if actions and actions <= {"delivered", "relayed", "expanded"}:
        return None
    evidence = _evidence(message, lexicon, subject, text, kind, bool(listed))
    if evidence is None:
        return None
    delayed = actions and actions <= {"delayed", "delivered", "relayed", "expanded"}
    if delayed or (not listed and _is_delay(subject, text, lexicon)):
        return Bounce(evidence=(*evidence, Evidence(what=DELAY, where="report", text="delayed")), signals=())
    return Bounce(evidence=evidence, signals=_failed(message, me, lexicon, text, listed))


def _evidence(
    message: Message, lexicon: Lexicon, subject: str, text: str, kind: str, listed: bool
) -> tuple[Evidence, ...] | None:
    """Return why this is a bounce; None where headers and words do not agree on it."""
    found: list[Evidence] = []
    if listed or kind == "delivery-status":
        found.append(Evidence(what="bounce.report", where="report", text=message.report.get("status", kind)[:120]))
        return tuple(found)
    sender = message.sender
    daemon = bool(_DAEMON.search(sender.address) or _DAEMON_NAME.search(sender.name))
    null_path = message.headers.get("return-path", "").strip() in {"<>", "< >", "<MAILER-DAEMON>"}
    answers_person = bool(message.references or message.in_reply_to) and subject.startswith("re:")
    if "x-failed-recipients" in message.headers:
        found.append(Evidence(what="bounce.header", where="header", text=message.headers["x-failed-recipients"][:120]))
        return tuple(found)
    if not (daemon or null_path) and answers_person:
        return None
    # Several words can sit in one long sentence of a person: only the first lines, where systems say what happened.
    by_subject = lexicon.first("bounce-subject", subject, folded=True)
    # Reports quote in all sorts of ways: of a machine's mail the part that looks like history is read as well.
    if not (by_subject or daemon or null_path or is_robot(sender.address)):
        return None  # most mail ends here: a person's words need not be searched
    told = f"{text[:1500]}\n{fold(message.quoted[:800])}" if daemon or null_path else text[:1500]
    by_text = lexicon.first("bounce-body", told, folded=True)
    if daemon:
        found.append(Evidence(what="bounce.sender", where="header", text=(sender.name or sender.address)[:120]))
    if null_path:
        found.append(Evidence(what="bounce.null-path", where="header", text="Return-Path: <>"))
    if by_subject:
        found.append(Evidence(what="bounce.subject", where="subject", text=by_subject.words[:120]))
    if by_text:
        found.append(Evidence(what="bounce.words", where="new_text", text=by_text.words[:120]))
    code = _STATUS.search(message.new_text) or _REPLY_CODE.search(message.new_text)
    machine = daemon or null_path or is_robot(sender.address)
    enough = (
        (machine and (by_subject or by_text))
        or (daemon and code)
        or (daemon and lexicon.first("bounce-subject", text[:300], folded=True))
        or (by_subject and by_text and by_subject.start <= 12 and (code or _names_address(text)))
    )
    return tuple(found) if enough else None


def _names_address(text: str) -> bool:
    return bool(_ADDRESS.search(text[:2000]))


def _is_delay(subject: str, text: str, lexicon: Lexicon) -> bool:
    found = lexicon.first("bounce-delay", f"{subject}\n{text[:1500]}", folded=True)
    return found is not None and "permanent" not in text[:1500] and "given up" not in text[:1500]


def _failed(message: Message, me: Me, lexicon: Lexicon, text: str, listed: list[list[str]]) -> tuple[Signal, ...]:
    """Return one signal per failed address: "permanent 5.1.1" and 5.2.1 mean a dead address."""
    diagnostic = f"{message.report.get('diagnostic-code', '')} {_above_the_copy(message)[:3000]}"
    signals = []
    for parts in listed:
        if len(parts) == 3 and parts[1] not in {"delayed", "delivered", "relayed", "expanded"} and parts[0]:
            signals.append(_signal(parts[0], parts[2], diagnostic, text, lexicon))
    if not signals:
        status = _STATUS.search(diagnostic)
        signals = [
            _signal(address, status[1] if status else "-", diagnostic, text, lexicon)
            for address in _named_addresses(message, me)
        ]
    return tuple({one.value: one for one in signals}.values())[:50]


def _signal(address: str, status: str, diagnostic: str, text: str, lexicon: Lexicon) -> Signal:
    """Return the failure of one address with a status that says what it means for the address.

    Systems that give no status, or one for everything (x.0.0, 5.1.0, 5.5.0), are judged by their words.
    """
    said = f"{fold(diagnostic)} {text[:3000]}"
    if status in _VAGUE or status.startswith("2."):
        code = _REPLY_CODE.search(diagnostic)
        status = _by_words(said, lexicon, temporary=bool(code and code[1].startswith("4")))
    elif status in {"5.1.7", "5.1.8"}:
        status = "5.0.0"  # they speak of our own address (RFC 3463 3.2): nothing is known of theirs
    elif status == "5.1.1" and lexicon.first("bounce-not-dead", said, folded=True) and not _says_unknown(said):
        status = "5.0.0"  # some systems answer 5.1.1 to a full box or to spam
    return Signal(
        name="failed", text=f"{'temporary' if status.startswith('4') else 'permanent'} {status}", value=address
    )


def _by_words(said: str, lexicon: Lexicon, *, temporary: bool) -> str:
    if temporary:
        return "4.0.0"
    dead = lexicon.first("bounce-dead", said, folded=True) is not None
    doubt = not _says_unknown(said) and lexicon.first("bounce-not-dead", said, folded=True) is not None
    return "5.1.1" if dead and not doubt else "5.0.0"


def _says_unknown(said: str) -> bool:
    return bool(_UNKNOWN.search(said))


def _named_addresses(message: Message, me: Me) -> list[str]:
    """Return the addresses a text says it could not reach: not ours, not the daemon's, above the returned copy."""
    header = message.headers.get("x-failed-recipients", "")
    if header:
        return [one.lower() for one in _ADDRESS.findall(header)]
    found = [one.lower().strip("'") for one in _ADDRESS.findall(_above_the_copy(message))]
    own = {message.sender.address, *(one.address for one in message.to)}
    kept = [one for one in found if one not in own and not is_ours(one, me) and not _DAEMON.search(one)]
    if not kept and message.report.get("original-to"):
        kept = [message.report["original-to"].split(",")[0].strip()]
    return list(dict.fromkeys(kept))[:10]


def _above_the_copy(message: Message) -> str:
    """Return what the system itself says; "<address>: host said ..." looks like history to a splitter of texts."""
    whole = f"{message.new_text}\n{message.signature or ''}\n{message.quoted}"
    cut = _ORIGINAL.search(whole)
    return whole[: cut.start()] if cut else whole
