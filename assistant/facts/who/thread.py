"""Which mails belong to one conversation: by References, In-Reply-To, and failing both by subject, people and time.

Public: `stem`, `root`, `parents`, `threads`. A fifth of real answers carry neither header (understanding.md,
"Threading"), and the subject alone joins wrongly every second time: hence people and a window of time as well.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import lru_cache

from assistant.model import Message, MessageId

# Words that clients put before the subject of an answer or a forward, in the languages of trade mail.
_WORDS = (
    "re|r|fw|fwd|aw|wg|antw|antwort|rv|res|enc|rif|i|sv|vs|vb|vl|tr|ref|ynt|ilt|odp|pd|bls|trs|yan|atb|ha|hl|továbbítás"
    "|vá|odpověď|fyi|re|отв|ответ|пересл|пер|hb|nl|απ|σχετ|πρθ|回复|回覆|答复|答覆|转发|轉寄|轉發|转|返信|転送|回信|주제"
    "|답장|회신|전달|fw|ตอบกลับ|ส่งต่อ|رد|إعادة توجيه|إعادة|الرد|השב|העבר|doorst|doorsturen|videresendt|balas|teruskan"
    "|trả lời|chuyển tiếp|rép|transféré|reenviado|respuesta|resposta|encaminhada|encaminhado|risposta|inoltrato"
)
_COUNT = r"(?:[\[(（]\s*\d{1,3}\s*[\])）]|\^\d{1,3}|\*\d{1,3})"  # Re[2]: Fwd(3): RE^2:
_STAMPS = r"ext|external|externe?r?|extern|spam|suspected spam|bulk|外部|外部邮件|caution"
_PREFIX = re.compile(
    rf"\s*(?:(?:{_WORDS})\s*{_COUNT}?\s*[:：]"
    rf"|[\[【(（]\s*(?:{_STAMPS})\b[^\])）】]{{0,30}}[\])）】]"
    r"|\*{2,}\s*(?:spam|external)\s*\*{2,})",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s*[\[(]?\b(?:fwd|fw)[\])]?\s*$", re.IGNORECASE)
WINDOW = timedelta(days=60)  # an answer without headers later than that is a new conversation
_MAX_PREFIXES = 20


@lru_cache(maxsize=4096)  # of one talk all mails have the same
def stem(subject: str) -> str:
    """Return the subject without Re:, Fwd: and their like in all languages, in one spacing and lower case.

    "" where nothing is left. Turkish capitals count as small ones of both kinds: İLT and ILT are one word.
    """
    text = unicodedata.normalize("NFKC", subject).replace("İ", "i").replace("ı", "i")
    for _ in range(_MAX_PREFIXES):
        found = _PREFIX.match(text)
        if found is None:
            break
        text = text[found.end() :]
    text = _SUFFIX.sub("", text) if text.rstrip().lower().endswith(("(fwd)", "[fwd]", "(fw)")) else text
    return re.sub(r"\s+", " ", text).strip().casefold()


def root(message: Message) -> MessageId:
    """Return the id of the mail that began the conversation, as far as its own headers tell: else its own id."""
    if message.references:
        return message.references[0]
    return message.in_reply_to[0] if message.in_reply_to else message.message_id


def parents(message: Message) -> tuple[MessageId, ...]:
    """Return the ids that a mail answers, oldest first: References, then what In-Reply-To adds to them."""
    return message.references + tuple(one for one in message.in_reply_to if one not in message.references)


def _people(message: Message) -> frozenset[str]:
    addresses = (message.sender, *message.reply_to, *message.to, *message.cc, *message.bcc)
    return frozenset(one.address for one in addresses if one.address)


def threads(messages: Iterable[Message]) -> Mapping[MessageId, str]:
    """Return for each message the id of its thread: the oldest message known of it, or the oldest id it names.

    Messages are joined by every id they name; an answer (its subject has a prefix) that names none is joined to the
    latest earlier message with the same subject stem, at least two people in common and at most `WINDOW` between.
    The order of `messages` does not matter.
    """
    ordered = sorted({one.message_id: one for one in messages}.values(), key=lambda one: (one.at, one.message_id))
    forest = _Forest()
    stood: dict[str, list[Message]] = {}
    for message in ordered:
        forest.find(message.message_id)
        for parent in parents(message):
            forest.join(parent, message.message_id)
        about = stem(message.subject)
        if about and not parents(message):
            earlier = _parent_by_subject(message, stood.get(about, ()), about)
            if earlier is not None:
                forest.join(earlier.message_id, message.message_id)
        stood.setdefault(about, []).append(message)
    names: dict[str, str] = {}
    for message in ordered:
        names.setdefault(forest.find(message.message_id), root(message))
    return {message.message_id: names[forest.find(message.message_id)] for message in ordered}


def _parent_by_subject(message: Message, earlier: Iterable[Message], about: str) -> Message | None:
    if " ".join(message.subject.split()).casefold() == about:
        return None  # no Re: before it: a new mail that happens to be called the same
    people = _people(message)
    for one in reversed(tuple(earlier)):
        if message.at - one.at > WINDOW:
            return None
        if len(people & _people(one)) >= 2:
            return one
    return None


class _Forest:
    """Sets of ids that belong together (union-find)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def find(self, one: str) -> str:
        above = self._above.setdefault(one, one)
        while above != self._above[above]:
            self._above[above] = self._above[self._above[above]]
            above = self._above[above]
        self._above[one] = above
        return above

    def join(self, one: str, other: str) -> None:
        self._above[self.find(other)] = self.find(one)
