"""Answers that a writer put into the history below his own words, where he says that they stand there.

Public: `answers_within`. Below "see my answers in blue" the colour is lost in plain text: what is told by marks (the
questions carry ">", the answers his name) is found; where it cannot be told whose a line is, nothing is taken.
"""

import re

from assistant.facts.parsing.headings import Ends, header_block, is_quote, next_filled, opening
from assistant.facts.parsing.quoting import Patterns

_LONGEST = 600  # characters of the words that only lead to the answers
_LOOKED_AT = 80  # lines of the history
_COLOURS = (
    r"blue|red|green|colou?r|bold|caps|capitals|blau|rot|grün|farbig|bleu|rouge|vert|azul|rojo|verde|vermelho|blu|rosso|"
    r"красн\w+|син\w+|зел[её]н\w+|kırmızı|mavi|yeşil|czerwono|niebiesko|zielono|màu|merah|biru|hijau|الأحمر|الأزرق|بالأحمر|"
    r"بالأزرق|باللون"
)
_BELOW = (
    r"below|underneath|in-?line|between the lines|unten|unterhalb|dazwischen|im text|ci-dessous|plus bas|en dessous|"
    r"dans le texte|abajo|debajo|entre l[ií]neas|en el texto|abaixo|no texto|sotto|di seguito|nel testo|ниже|в тексте|"
    r"по тексту|aşağıda\w*|poniżej|w treści|w tekście|أدناه|ادناه|bên dưới|phía dưới|dưới đây|di bawah\w*|dibawah"
)
_ANSWERS = (
    r"see|find|look|my|our|comments?|answer\w*|repl(?:y|ies|ied)|respon\w+|siehe|s\.|antwort\w*|anmerkung\w*|kommentar\w*|"
    r"voir|réponses?|réponds|répondu|commentaires?|ver|vea|respuestas?|respondo|comentarios?|veja|respostas?|respondi|"
    r"comentários?|vedi|risposte?|rispondo|risposto|commenti|ответ\w*|см\.|смотри\w*|комментари\w*|cevap\w*|yanıt\w*|odpowied\w*|"
    r"patrz|komentarz\w*|odpisał\w*|الرد|ردود\w*|ردي|إجاب\w+|اجاب\w+|الإجاب\w+|trả lời|xem|phản hồi|"
    r"jawaban|balasan|lihat|komentar"
)
_LEADS = re.compile(
    rf"\b(?:{_ANSWERS})\b.{{0,40}}\b(?:{_BELOW}|in (?:{_COLOURS})|(?:{_COLOURS}))\b"
    r"|见下|見下|如下|(?:红|蓝|紅|藍|绿|綠)(?:字|色)|文中|(?:回答|返信|記入|回复|答复|回覆).{0,12}(?:下|赤字|青字)|(?:赤|青)(?:字|色)で"
    r"|下記.{0,10}(?:回答|返信|記入)|아래.{0,10}(?:답|회신)|(?:답변?|회신).{0,12}(?:아래|빨간|파란)|(?:빨간|파란)색",
    re.I | re.S,
)
_MARKED = re.compile(r"[ \t]*(?:=+>|-+>|→|\*{2,})[ \t]*(?=\S)")
_NAMED = re.compile(
    r"[\[(<]([^\W\d_][\w .,'-]{0,40})[\])>][ \t]*[:：]?[ \t]*(?=\S)"
    r"|^[ \t]*([^\W\d_]{2,20})[ \t]*(?:[:：]|>+)[ \t]*(?=\S)"
)


def answers_within(fresh: list[str], history: list[str], known: Patterns, writer: str) -> list[str]:
    """Return the answers of `writer` in the history, where `fresh` says that they stand there and marks tell them."""
    words = " ".join(line for line in fresh if line)
    if not words or len(words) > _LONGEST or not _are_marked(history, writer) or not _LEADS.search(words):
        return []
    start, end = _first_mail(history, known)
    mail = history[start:end]
    names = frozenset(re.findall(r"[^\W\d_]{2,}", writer.lower()))
    first = next_filled(mail, 0)
    if first is not None and is_quote(mail[first]):
        unquoted = [line for line in mail if not is_quote(line)]
        return [] if _speaks_to(unquoted, names) else unquoted
    found: list[str] = []
    for line in mail:
        marked = _MARKED.match(line)
        if marked:
            found.append(line[marked.end() :])
            continue
        for named in _NAMED.finditer(line):
            if _is_name(named[1] or named[2], names):
                found.append(line[named.end() :])
                break
    return found


def _are_marked(history: list[str], writer: str) -> bool:
    """Return whether anything in a history could mark an answer: a cheap look before the words are searched."""
    text = "\n".join(history[:_LOOKED_AT])
    if "[" in text or "\n>" in text or "=>" in text or "->" in text or "→" in text or "\n**" in text:
        return True
    return any(f"\n{name}" in text for name in writer.replace(",", " ").split())


def _first_mail(history: list[str], known: Patterns) -> tuple[int, int]:
    """Return where the first mail of a history begins below its heading, and where the next one's heading begins."""
    ends = Ends(history, known)
    start = opening(history, 0, known, ends) or 1 if history and history[0] else 1
    first = next_filled(history, start)
    start = (first is not None and header_block(history, first, known)) or start
    for at in range(start, len(history)):
        if history[at] and not is_quote(history[at]) and opening(history, at, known, ends) is not None:
            return start, at
    return start, len(history)


def _speaks_to(lines: list[str], names: frozenset[str]) -> bool:
    """Return whether lines greet the writer himself: then they are of the one he answers."""
    first = next((line for line in lines if line.strip()), "")
    return len(first) < 50 and bool(names & set(re.findall(r"[^\W\d_]{2,}", first.lower())))


def _is_name(said: str, names: frozenset[str]) -> bool:
    """Return whether a mark holds the writer's name or its initials: "[Eric]", "[Lai, Eric]", "EL:"."""
    words = re.findall(r"[^\W\d_]+", said.lower())
    return bool(words) and all(word in names for word in words)
