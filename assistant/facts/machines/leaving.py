"""Who left a firm or says goodbye, and who follows. Public: `left`, `owner_gone`, `is_goodbye`, `goodbye`,
`left_signals`, `others_named`, `line_with`.

A machine answers for somebody who has left; a person says goodbye before he goes. Both make another person the one to
write to (definitions "When a draft is right, and to whom"); the goodbye stays a human mail.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.facts.lexicon import Hit, Lexicon, fold
from assistant.facts.who.companies import host_of
from assistant.model import Message, Signal

# "I have left for today", "left the office early": back tomorrow; "left for a new position" is for ever.
_FOR_NOW = re.compile(
    r".*\b(?:left|leaving|leave)(?: the)?\s*(?:for (?!a new|another|new|good)|"
    r"(?:the )?(?:office|warehouse|factory|port|plant)|early|home|on\b|now|today|tomorrow|in a\b|"
    r"soon\b|you\b|it\b|that\b|out\b)"
)
_BEFORE_HOLIDAYS = re.compile(
    r"before (?:the |my |our |i go on )*(?:\w+ )?(?:holiday|vacation|leave|break|trip|christmas|easter)"
    r"|vor (?:dem|meinem|den) .{0,12}(?:urlaub|feiertag|ferien)|antes de .{0,12}(?:vacaciones|ferias)"
    r"|avant .{0,12}(?:conges|vacances)|prima delle ferie|перед .{0,12}(?:отпуск|праздник)|tatil\w* once"
    r"|przed .{0,12}(?:urlop|swiet)|放假前|节前|休前|休み前|휴가 전"
    r"|truoc .{0,8}tet|sebelum .{0,12}(?:cuti|libur|lebaran)|قبل .{0,12}(?:الاجازه|العيد)"
)
_COMES_BACK = re.compile(
    r"\b(?:back (?:on|in|from|at|to (?:work|the office))|return(?:ing)? (?:on|in|to)|wieder (?:da|im)|zuruck|vuelvo|"
    r"regreso|volto|de retour|mon retour|torno|rientro|donecegim|wracam|tro lai|kembali)\b"
    r"|вернусь|выйду|回来|回公司|戻り|돌아|ساعود|اعود"
)
_NOTE = 400  # characters of a note that a machine sends for somebody who has gone
_NEAR = 60  # characters between his name and the words of leaving
_NAMES = re.compile(r"[^\W\d_]{3,}")
_ASKS = re.compile(
    r"[?？؟]|\b(?:can|could|would) you\b|\bplease (?:send|quote|confirm|offer)\b|\bbitte senden\b"
    r"|\d ?(?:pcs|stk|usd|eur)\b"
)
_I = re.compile(
    r"\b(?:i|i'm|i've|my|me|ich|mich|mir|mein|meine|yo|mi|eu|meu|minha|je|j'ai|mon|ma|io|mio|mia|benim|moj|toi|em|saya)\b"
    r"|(?<!\w)(?:я|мне|мой|меня|انا)(?!\w)|我|私|저는|제가"
)
_ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}")


def left(text: str, lexicon: Lexicon) -> Hit | None:
    """Return the words of a machine that tell that its owner is no longer there; None for "left for today"."""
    told = (*lexicon.hits("left-company", text, folded=True), *lexicon.hits("left-by-name", text, folded=True))
    return next((hit for hit in told if not _FOR_NOW.match(text[hit.start :])), None)


def owner_gone(message: Message, lexicon: Lexicon, text: str) -> Hit | None:
    """Return the words of a short folded text that tell that the mailbox it comes from has lost its owner, else None.

    He is named as a third person in his own mail, or the mailbox itself is given up: no header is needed to see that
    nobody is there. Who asks for something, or speaks of himself, is a person.
    """
    if len(text) > _NOTE or message.quoted or _ASKS.search(text) or _I.search(_ADDRESS.sub("", text)):
        return None
    names = [word for word in _NAMES.findall(fold(message.sender.name)) if re.search(rf"\b{word}\b", text[:_NOTE])]
    ends = lexicon.first("mailbox-ends", text, folded=True)
    if not names and ends is None:
        return None
    hit = left(text, lexicon)
    if hit is None or is_goodbye(text, lexicon) is not None:
        return None
    near = text[max(hit.start - _NEAR, 0) : hit.start]
    return hit if ends is not None or any(name in near for name in names) else None


def is_goodbye(text: str, lexicon: Lexicon) -> Hit | None:
    """Return the words with which the writer of folded text leaves his firm himself; None for a leave or a holiday."""
    if _BEFORE_HOLIDAYS.search(text):
        return None
    told = lexicon.hits("goodbye", text, folded=True)
    return next((hit for hit in told if not _FOR_NOW.match(text[hit.start :])), None)


def goodbye(message: Message, lexicon: Lexicon) -> tuple[Signal, ...]:
    """Return left_company (value: the writer's own address) and successor of a person's goodbye; () for other mail.

    Only with somebody who follows: a name beside "takes over", or an address. "My last day" alone may be of a month. So
    too who stays in his firm and gives the matter away ("Eva takes over my suppliers"), where Eva's address is known.
    """
    text = fold(message.new_text)
    leaves = is_goodbye(text, lexicon)
    hit = leaves or lexicon.first("steps-aside", text, folded=True)
    if hit is None or _COMES_BACK.search(text) or lexicon.first("away", text, folded=True) is not None:
        return ()
    others = others_named(message.new_text, message) or _copied(message, text)
    if leaves is None and not others:
        return ()
    found = left_signals(message, lexicon, text, hit, others)
    return (replace(found[0], value=message.sender.address), *found[1:]) if len(found) > 1 else ()


def _copied(message: Message, text: str) -> list[str]:
    """Return the addresses among the copies, not ours, whose name or a part of it stands in the folded text.

    Those of another house count: a dealer who steps aside ("deal with Amy directly") is no longer the one to write to.
    """
    ours = {host_of(one.address) for one in message.to}
    return [
        one.address
        for one in message.cc
        if host_of(one.address) not in ours
        and one.address != message.sender.address
        and any(word in text for word in _NAMES.findall(fold(f"{one.name} {one.address.partition('@')[0]}")))
    ]


def left_signals(message: Message, lexicon: Lexicon, text: str, hit: Hit, others: Sequence[str]) -> tuple[Signal, ...]:
    """Return left_company by its words, and the successor: the first of the addresses, else the words that name him."""
    gone = Signal(name="left_company", text=hit.words[:120])
    if others:
        return (gone, Signal(name="successor", text=line_with(message.new_text, others[0]), value=others[0]))
    follows = lexicon.first("taking-over", text, folded=True)
    return (gone,) if follows is None else (gone, Signal(name="successor", text=_line_at(text, follows)))


def others_named(text: str, message: Message) -> list[str]:
    """Return the addresses of a text that are neither the sender's nor ours, those of his own house first.

    An absence note may also name a carrier's or a portal's address.
    """
    own = {message.sender.address, *(one.address for one in message.to)}
    named = [one.lower().strip(".'") for one in _ADDRESS.findall(text)]
    others = [one for one in dict.fromkeys(named) if one not in own]
    return sorted(others, key=lambda one: host_of(one) != host_of(message.sender.address))


def line_with(text: str, address: str) -> str:
    """Return the line that names an address, so that a reader sees who it is."""
    at = text.lower().find(address)
    start = text.rfind("\n", 0, max(at, 0)) + 1
    return " ".join(text[start : at + len(address) + 1].split())[-120:] if at >= 0 else address


def _line_at(text: str, hit: Hit) -> str:
    start, end = text.rfind("\n", 0, hit.start) + 1, text.find("\n", hit.end)
    return " ".join(text[start : end if end >= 0 else len(text)].split())[:120]
