"""How mass mail looks when no header gives it away: its layout, its recipients, how it speaks to everybody.

Public: `signs`, yielding (what, points, words); `is_list_tag`, `closes_a_letter`. No sign proves anything alone;
facts/machines/bulk.py adds them up.
Source: the newsletters, invitations and cold offers of the labelled sets, and those of a seller's ordinary inbox.
"""

import re
from collections.abc import Iterator

from assistant.facts.lexicon import Lexicon, fold
from assistant.facts.who.companies import host_of, registrable
from assistant.facts.who.parties import is_ours
from assistant.model import Me, Message

_LINK = re.compile(r"https?://[^\s<>\"]+|www\.[^\s<>\"]+")
_COUNTED = re.compile(
    r"[?&](?:utm_\w+|uid|cid|mid|sid|email|recipient|campaign\w*)=|//(?:click|track\w*|e?news\w*)\.|//\d+\.\d+\.\d+\.\d+"
    r"|/(?:un)?subscri|mailinglist",
    re.I,
)
_SHOUT = re.compile(r"[!！]\s*$|!!|\b\d{1,2} ?%|(?:\b[A-Z]{4,}\b[ ,:!-]*){3}|\b[Ff](?:ree|REE)\b|\$\$")
_LETTER = re.compile(  # a person ends a letter there, folded
    r"^\W{0,3}(?:(?:best|kind|warm)(?:est)? )?(?:regards|wishes)\b|^(?:cheers|brgds|mit freundlichen|"
    r"viele gru|saludos|un saludo|cordialement|cordiali saluti|abracos?|atenciosamente|с уважением|saygilar|pozdrawiam|"
    r"祝好|顺颂)",
    re.M,
)
_ABOVE = 400  # characters within which such an end makes the rest a page that was pasted below
_ROW = re.compile(r"^[ \t]*([*=#_~+-])(?:[ \t]?\1){19,}", re.M)
_ROWS = ("*****", "=====", "#####", "_____", "~~~~~", "+++++", "-----", "* * *", "- - -")
_SHEET = re.compile(  # the lines of an announcement
    r"^[ \t]*(?:topic|speakers?|dates?|time|date ?[/&] ?time|place|venue|location|where|when|rsvp|r\.s\.v\.p\.|cost|"
    r"fees?|dress|parking|agenda|programme?|registration|fecha|hora|lugar|datum|uhrzeit|ort|ora|luogo|lieu|horaire|дата|время|место|"
    r"tarih|saat|yer|termin|miejsce|时间|地点|日時|会場|일시|장소)[ \t]*[:：]",
    re.M,
)
_BLANK = re.compile(r"^[ \t]*[a-z][a-z #/'()-]{2,40}:[ \t_.]*$", re.M)  # a form to be filled in
_TOLL_FREE = re.compile(r"(?<!\d)(?:1[ .-])?\(?8(?:00|88|77|66|55|44)\)?[ .-]{1,2}\d{3}[ .-]?[\da-z]{4}(?!\d)")
_BRIDGE = re.compile(  # folded
    r"\b(?:call|dial)(?:ing)?[ -]?in\b|\bbridge\b|\b(?:pass|access|participant|conference|meeting) ?(?:code|id|pin)\b"
    r"|\bcode ?[#:]? ?\d{4}|einwahl|\bcodigo de acceso\b|\bcode d'acces\b|код доступа"
)
_LEAVES = ("subscribe", "leave-", "leave.", "remove@", "optout", "signoff")  # looked for first
_LEAVES_BY = re.compile(  # an address that takes people off a list, or on it
    r"\b(?:leave[-.]|unsubscribe|subscribe|remove|optout|opt-out|signoff)[\w.+-]{0,60}@[\w-]+\.\w|[\w.-]{2,60}[-+.](?:unsubscribe|leave|signoff)@"
)
_FREE = ("800", "888", "877", "866", "855", "844")
_ALIAS = re.compile(  # one address for many
    r"participants|members|mitglieder|subscri|(?:^|[._-])(?:all|everyone|readers|recipients|clients|customers|partners|users|"
    r"list|alle|kunden|leser|socios|membres|clientes|undisclosed)$"
)
_MANY = 15  # recipients that a person may write to at once; above twice as many a list is used
_NEAR = 120  # characters between a number and what it is for
_LONG = 2500  # characters


def signs(message: Message, me: Me, lexicon: Lexicon, subject: str, text: str) -> Iterator[tuple[str, int, str]]:
    """Yield what speaks for mass mail, with points and the words that show it. `subject` and `text` are folded."""
    yield from _words(message, lexicon, subject, text)
    yield from _notice(message, lexicon, text)
    yield from _layout(message, text)
    yield from _recipients(message, me)
    if _SHOUT.search(message.subject):
        yield "bulk.subject", 1, message.subject
    if len(text) > 2 * _ABOVE and _LETTER.search(text, 0, _ABOVE):
        yield "bulk.letter-above", -3, "a letter with a page below it"


def _words(message: Message, lexicon: Lexicon, subject: str, text: str) -> Iterator[tuple[str, int, str]]:
    below = f"{text}\n{fold(message.signature or '')}"
    footers = {hit.words for hit in lexicon.hits("bulk-footer", below, folded=True)}
    if footers:
        yield "bulk.footer", min(len(footers), 3), min(footers)
    released = lexicon.first("bulk-release", below, folded=True)
    leaving = _LEAVES_BY.search(below) if released is None and any(sign in below for sign in _LEAVES) else None
    if released is not None or leaving is not None:
        yield "bulk.release", 3, released.words if released is not None else leaving[0] if leaving else ""
    whole = f"{subject}\n{text}"
    wordy = {hit.words for hit in lexicon.hits("bulk-words", whole, folded=True)}
    if wordy:
        yield "bulk.words", min(len(wordy), 5), min(wordy)
    pitched = {hit.words for hit in lexicon.hits("bulk-pitch", whole, folded=True)}
    if pitched:
        yield "bulk.pitch", min(len(pitched) + 1, 4), min(pitched)


def _notice(message: Message, lexicon: Lexicon, text: str) -> Iterator[tuple[str, int, str]]:
    """Yield what a service says of its own mail: a machine sent it, nobody reads answers, a paper is to be signed."""
    below = f"{text}\n{fold(message.signature or '')}"
    said = lexicon.first("bulk-notice", below, folded=True)
    if said is not None and lexicon.first("bulk-notice-trap", below, folded=True) is None:
        yield "bulk.notice", 5, said.words
    served = lexicon.first("bulk-service", f"{fold(message.subject)}\n{text}", folded=True)
    if served is not None:
        yield "bulk.service", 3, served.words


def _layout(message: Message, text: str) -> Iterator[tuple[str, int, str]]:
    links = dict.fromkeys(
        _LINK.findall(f"{message.new_text}\n{message.signature or ''}")
    )  # in order: the evidence is the same each time
    if len(links) >= 3:
        yield "bulk.links", 2 if len(links) >= 6 else 1, f"{len(links)} links"
    counted = next((link for link in links if _COUNTED.search(link)), None)
    if counted is not None:
        yield "bulk.counted-link", 1, counted
    if message.new_text.count("[IMAGE]") >= 2 or message.new_text.count("[image:") >= 3:
        yield "bulk.images", 2, "images"
    if links and len(text) > _LONG:
        yield "bulk.length", 1, f"{len(text)} characters"
    if any(row in text for row in _ROWS) and len(_ROW.findall(text)) >= 2:
        yield "bulk.rows", 1, "rows of signs"
    if text.count("!") >= 5 or "!!!" in text:
        yield "bulk.exclaims", 1, "exclamation marks"
    if text.count(":") + text.count("：") >= 3:
        sheet = {one.strip() for one in _SHEET.findall(text)}
        if len(sheet) >= 3:
            yield "bulk.announcement", 2, " ".join(sorted(sheet))
        if len(_BLANK.findall(text)) >= 4:
            yield "bulk.form", 2, "a form to be filled in"
    free = _TOLL_FREE.search(text) if any(code in text for code in _FREE) else None
    if free is not None and _BRIDGE.search(text, max(free.start() - _NEAR, 0), free.end() + _NEAR):
        yield "bulk.bridge", -1, free[0]  # people call each other together; an agenda and attendees are theirs
    elif free is not None:
        yield "bulk.toll-free", 1, free[0]


def _recipients(message: Message, me: Me) -> Iterator[tuple[str, int, str]]:
    people = [one.address for one in (*message.to, *message.cc)]
    if me.addresses and not any(is_ours(one, me) for one in people):
        yield "bulk.not-to-us", 1, f"{len(people)} recipients, none of them ours"
        if set(people) <= {message.sender.address}:
            yield "bulk.to-itself", 1, "addressed to its own sender"
        elif {registrable(host_of(one)) for one in people} == {registrable(host_of(message.sender.address))}:
            yield "bulk.to-its-house", 1, "addressed to its sender's house"
    elif len(people) > _MANY:
        yield "bulk.recipients", 2, f"{len(people)} recipients"
    alias = next((one for one in people if _ALIAS.search(one.partition("@")[0])), None)
    if alias is not None and not is_ours(alias, me):
        yield "bulk.alias", 2, alias
    if len(people) > 3 * _MANY:
        yield "bulk.crowd", 2, f"{len(people)} recipients"


def closes_a_letter(text: str) -> bool:
    """Return whether somebody takes leave in it as people do in letters: "Best regards", "Saludos", "祝好"."""
    return _LETTER.search(fold(text)) is not None


def is_list_tag(message: Message) -> bool:
    """Return whether the subject's tag is the name of a list it is addressed to: "[club] Dinner" to club@host."""
    tag = _TAG.search(message.subject)
    if tag is None:
        return False
    names = {one.address.partition("@")[0] for one in (*message.to, *message.cc)}
    return tag[1].lower() in names


_TAG = re.compile(r"\[([\w.-]{3,40})\]")
