"""How a mail is written: five points of good writing (001-24), four checks (001-25), what goes along (001-23). Pure.

Public: `craft`. These rules look at the letter alone; what may be said in it, and whether it was said before, is the
business of `lint`, which calls them.
"""

import re
from collections.abc import Iterator, Mapping

from assistant.model import Occasion, Wording
from assistant.phrases.nouns import Finding
from assistant.phrases.text import clean, words
from assistant.phrases.tongue import other_tongue

MAX_WORDS = 120  # of the letter without salutation and closing (design 9)
MAX_SENTENCE = 60  # words: the longest of ours have 46; a contract's have more
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？؟])\s*|\n+")
_FACES = re.compile(r"[:;]-?[)(DP](?!\w)|[\U0001f300-\U0001faff]")
# What clients put above a mail that is passed on, in the languages that sellers' own words come in.
_PASSED_ON = re.compile(
    r"^\s*-{2,}\s*(?:original|forwarded|ursprüngliche|weitergeleitete|message|mensaje|mensagem|messaggio|原始邮件|转发)"
    r"|^>|^(?:fwd?|转发|轉寄|転送|전달)\s*[:：]",
    re.IGNORECASE | re.MULTILINE,
)
_PASSED_ON_SUBJECT = re.compile(r"(?:fwd?|wg|tr|rv|enc|i|转发|轉寄|転送|전달|пересл)\s*[:：]", re.IGNORECASE)
_ATTACHED = re.compile(
    r"\battached\b|\benclosed\b|\bi (?:attach|enclose)\b|\banbei\b|beigefügt|im anhang|angehängt|ci-joint"
    r"|pièces? jointe|\badjunt[oa]|in allegato|\ballego\b|em anexo|\banexei\b|附件|随信附上|随函附上|添付|첨부|مرفق"
    r"|во вложении|прилагаю|приложен|załącz|\bekte\b|\bekli\b|đính kèm|gửi kèm|lampir",
    re.IGNORECASE,
)
_SHOUT = re.compile(r"\b[A-Z]{6,}\b")


def craft(wording: Wording, occasion: Occasion | None, known: Mapping[str, str], bare: str) -> Iterator[Finding]:
    """Yield what is wrong with a letter as a letter. `bare`: its body with the seller's facts and own words cut out."""
    yield from _five_points(wording, occasion, known, bare)
    yield from _four_checks(wording, known)
    if _ATTACHED.search(wording.core) and not wording.encloses:
        yield Finding(rule="001-23", says="says that something is attached, and nothing goes along")
    other = other_tongue(wording.core, wording.language)
    if other is not None:
        yield Finding(rule="design-9", says=f"written in {other}, and the letter is in {wording.language}", text=other)
    if bare.count("!") > 1:
        yield Finding(rule="001-19", says="more than one exclamation mark")
    shout = _SHOUT.search(bare)
    if shout:
        yield Finding(rule="001-19", says="words in capitals", text=shout[0])


def _five_points(wording: Wording, occasion: Occasion | None, known: Mapping[str, str], bare: str) -> Iterator[Finding]:
    """001-24: clear, professional, concise, in order, and an answer to every point that was raised."""
    count, longest = words(wording.core), max(map(words, _SENTENCE.split(wording.core)), default=0)
    if count < 4:
        yield Finding(rule="001-24-1", says="the letter says nothing")
    if longest > MAX_SENTENCE:
        yield Finding(rule="001-24-1", says=f"a sentence of {longest} words: nobody reads it to its end")
    face = _FACES.search(bare)
    if face:
        yield Finding(rule="001-24-2", says="a face made of signs", text=face[0])
    if count > MAX_WORDS:
        yield Finding(rule="001-24-3", says=f"{count} words: a letter has at most {MAX_WORDS}")
    first = _SENTENCE.split(wording.core.strip(), maxsplit=1)[0].rstrip()
    if first.endswith(("?", "？", "؟")) and first in bare:  # else it is the seller's own way to begin
        yield Finding(rule="001-24-4", says="asks before it says what it is about", text=first)
    lacks = clean(known.get("missing", "")) if occasion is not None and occasion.topic == "answer" else ""
    if lacks not in clean(wording.core):
        yield Finding(rule="001-24-5", says=f"does not ask for all that their inquiry lacks: {lacks}", text=lacks)


def _four_checks(wording: Wording, known: Mapping[str, str]) -> Iterator[Finding]:
    """001-25: no mail that is only passed on, a salutation, a subject, a signature once."""
    passed_on = _PASSED_ON.search(wording.core) or _PASSED_ON_SUBJECT.match(wording.subject or "")
    if passed_on:
        yield Finding(rule="001-25-1", says="a mail that is only passed on", text=passed_on[0].strip())
    first = wording.body.strip().split("\n", 1)[0]
    if len(first) > 80 or (wording.core and wording.body.strip().startswith(wording.core[:80])):
        yield Finding(rule="001-25-2", says="the letter has no salutation", text=first[:80])
    if wording.subject is not None and not (0 < len(clean(wording.subject)) <= 150):
        yield Finding(rule="001-25-3", says="the subject is empty or too long")
    if wording.subject is not None and re.search(r"[\r\n\x00]", wording.subject):
        yield Finding(rule="001-25-3", says="the subject has more than one line")
    me = known.get("me_name", "")
    if me and any(clean(line).rstrip(" .,") == me for line in wording.core.splitlines()):
        yield Finding(rule="001-25-4", says="signed within the text: the signature comes below by itself", text=me)
