"""When a person is back, by an absence notice. Public: `return_date`, `date_named`."""

import re
from datetime import date, datetime, timedelta
from functools import cache

from assistant.facts.dates.calendar_words import Mention, mentions
from assistant.facts.dates.date_lists import may_hold, pattern_of, until_before
from assistant.facts.dates.named import length_in
from assistant.facts.dates.occasions import back_after
from assistant.facts.dates.parts_of_months import into_month
from assistant.facts.lexicon import builtin, fold

_CUE_REACH = 45  # characters between a word like "back" and its date
# "We answer nothing until Monday": the day named is the first one back, not the last one away.
_NOT_BEFORE = re.compile(
    r"not before|nothing before|no atendere\w*|ne repond\w*|nicht vor|non risponder\w*|не раньше|не ранее"
)
_AHEAD = timedelta(days=45)  # an absence that begins later is not this one


def return_date(text: str, language: str | None, sent_at: datetime) -> date | None:
    """Return the first day back at work that an absence notice tells, None where it tells none: as a date, by the
    length of the absence ("for three weeks from 9 March") or by a feast ("back after Easter").
    """
    folded, sent = fold(text)[:4096], sent_at.date()
    named = _after_length(folded, sent) or date_named(text, language, sent_at)
    return named or _after_feast(folded, sent, language) or _without_day(folded, sent)


# "For the next two weeks", no promise to answer within them.
_LASTING = re.compile(
    r"(?<!\w)(?:for|fur|pendant|durante|por|per|przez|na|на|selama|trong|the|die|les|l[aeo]s|le|de)"
    r"(?: (?:the|die|les|los|las|le|os|as|next|coming|nachsten|kommenden|prochaine?s|proxim[ao]s|prossim[ei]"
    r"|ближайшие))*\s$"
)
_TOMORROW = re.compile(
    r"(?<!\w)(?:ab|from|as of|des|a partir de|desde|da|od|с|back|zuruck|return|de retour|vuelvo|regreso|volto|torno|"
    r"wracam)\s(?:tomorrow|morgen|demain|manana|amanha|domani|jutra|jutro|завтра\w*)(?!\w)"
)


def _without_day(text: str, sent: date) -> date | None:
    """Return the day back told without a date: "from tomorrow", "returning in May", "for the next two weeks"."""
    if not builtin().first("away", text, folded=True):
        return None
    if _TOMORROW.search(text):
        return sent + timedelta(days=1)
    found = mentions(text, sent)
    back = re.compile(rf"(?:{pattern_of('back')})\W+(?:[^\W\d]+\W+){{0,2}}$")
    for mention in found:
        if mention.precision == "month" and mention.day > sent and back.search(_beside(text, mention)[0]):
            return _past_weekend(mention.day + into_month(text, mention.start, mention.end))
    length = length_in(text) if not found and may_hold("units", text) else None
    if length is None or not _LASTING.search(text, 0, length[1]):
        return None
    return _past_weekend(sent + timedelta(days=length[0]))


def _after_length(text: str, sent: date) -> date | None:
    """Return the first working day after an absence told by its first day and its length."""
    length = length_in(text) if may_hold("units", text) else None
    if length is None or not builtin().first("away", text, folded=True):
        return None
    days, start, end = length
    for mention in mentions(text, sent):
        before, after = _beside(text, mention)
        near = 0 <= mention.start - end < _CUE_REACH or 0 <= start - mention.end < _CUE_REACH
        if mention.precision == "day" and near and _FROM.search(before) and not _AGAIN.search(before + after):
            return _past_weekend(mention.day + timedelta(days=days))
    return None


_FROM = re.compile(
    r"(?<!\w)(?:from|starting(?: on)?|as of|beginning|ab(?: dem)?|seit(?: dem)?|a partir d[eou]|desde(?: el)?|"
    r"a contar de|a partire dal|dal|od|vanaf|fran|fra|с|со|من|mulai|tu)\W(?:[^\W\d]+\W{1,2}){0,3}(?:the\s)?$|从|自"
)
_AGAIN = re.compile(
    r"back|return|wieder|zuruck|retour|revien|reprend|vuelv|regres|volt|torn|rientr|верн|снова|wroc|wrac|donec|terug|"
    r"tillbaka|tilbage|tilbake|kembali|回|返"
)


def _after_feast(text: str, sent: date, language: str | None) -> date | None:
    """Return the first working day after the feast behind "back after"."""
    if not may_hold("seasons", text) or not builtin().first("away", text, folded=True):
        return None
    day = back_after(text, sent, language) if re.search(pattern_of("back"), text) else None
    return _past_weekend(day) if day is not None else None


def date_named(text: str, language: str | None, sent_at: datetime) -> date | None:
    """Return the first day back at work that an absence notice names as a date; None where it names none.

    A date beside "back", "wieder", 上班 ... stands; else the day after the last one of "until ...", or of a stretch of
    days or weeks ("out of office 9-27 March"), moved past Saturday and Sunday; of a week its Monday. `language` is not
    needed to read dates and taken for the order of day and month only where known.
    """
    folded, sent = fold(text)[:4096], sent_at.date()
    day = _named(folded, sent, language)
    if day is None or _SLASHED.search(folded) is None:
        return day
    # "6/8 through 6/12" of early June: an absence is told when it begins, so the nearer reading is meant.
    american = _named(folded, sent, language, "US")
    return min((one for one in (day, american) if one is not None and one > sent), default=day)


_SLASHED = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])")


def _named(folded: str, sent: date, language: str | None, country: str | None = None) -> date | None:
    found = [one for one in mentions(folded, sent, language, country) if one.precision != "month"]
    lasts = _by_cue(folded, found, "until")
    for mention in _by_cue(folded, found, "back"):
        if mention.precision == "weekday" and lasts and mention.day <= lasts[-1].day:
            after = lasts[-1].day  # "until Friday the 20th, I answer on Monday": the one that follows
            return after + timedelta(days=(mention.day.weekday() - after.weekday() - 1) % 7 + 1)
        return mention.day + timedelta(days=_is_last_day(folded, mention))
    for mention in reversed(lasts):
        if _is_monday_back(folded, mention, found):
            return mention.day
        return _after_more(_after(mention), _beside(folded, mention)[1])
    return _after_stretch(folded, found, sent)


def _after(mention: Mention) -> date:
    """Return the first working day after a day, or after a week."""
    return _past_weekend(mention.day + timedelta(days=7 if mention.precision == "week" else 1))


_OFF = re.compile(r"\s(?:as |auch |noch ){0,2}(?:off|frei)(?!\w)")  # "taking the Monday off" adds a day
_MONDAY_TOO = re.compile(r"[^.\d]{0,32}(?:monday (?:as )?off|montag (?:auch |noch )?frei)(?!\w)")
_DAY_MORE = re.compile(r"[^.\d]{0,16}(?:one more|one extra|an extra|another) day (?:off|of leave)(?!\w)")


def _after_more(day: date, after: str) -> date:
    """Return the first day back, one later where the words behind the last day away add one: "plus the Monday off"."""
    more = _DAY_MORE.match(after) or (day.weekday() == 0 and _MONDAY_TOO.match(after))
    return _past_weekend(day + timedelta(days=1)) if more else day


def _after_stretch(text: str, found: list[Mention], sent: date) -> date | None:
    """Return the first working day after the days that a notice of absence names as a stretch, None without any.

    "Out of office 09 Mar - 27 Mar" says neither "until" nor "back". The dates of a fair are no absence.
    """
    if not builtin().first("away", text, folded=True):
        return None
    for place, mention in enumerate(found):
        last = mention
        if mention.first is None and mention.precision != "week":
            if not _is_range_start(text, mention, found[place + 1 : place + 2]):
                continue
            last = found[place + 1]
        first = mention.first or mention.day
        if first <= sent + _AHEAD and _after(last) > sent and not _FAIR.search(_beside(text, mention)[0]):
            return _after(last)
    return None


_FAIR = re.compile(
    r"\b(?:fair|exhibition|booth|stand|messe|feria|feira|salon|fiera|fuar|targi|hall|halle|visit us|besuchen sie)\b|"
    r"выставк|展|전시"
)


def _by_cue(text: str, found: list[Mention], group: str) -> list[Mention]:
    """Return the mentions in the same sentence as a cue of `back`, or beside one of `until`; the likeliest first."""
    cue, until = re.compile(pattern_of(group)), until_before()
    ranked = []
    for mention in found:
        before, after = _beside(text, mention)
        if _OFF.match(after):
            continue
        ends = bool((until.search(before) and not _FROM_ON.search(before)) or _until_after().match(after))
        if group == "until":
            if ends:
                ranked.append((0, mention))
            continue
        if (ends and not _NOT_BEFORE.search(before)) or mention.first is not None:
            continue  # the last day away, or all of them, whatever stands near
        if _opens_absence(before, after, cue):
            continue
        gaps = [len(before) - hit.end() for hit in cue.finditer(before)]
        gaps += [hit.start() + 16 for hit in cue.finditer(after)]  # most languages say "back" first
        if gaps and not _is_range_start(text, mention, [held for held in found if held is not mention]):
            ranked.append((100 * (mention.precision == "weekday") + min(gaps), mention))
    return [mention for _, mention in sorted(ranked, key=lambda pair: pair[0])]


_FROM_ON = re.compile(r"(?<!\w)a partir d\w{1,2}\W(?:[^\W\d]+\W)?$")  # its "a" is no "until"
_OPENS = re.compile(  # behind "closed": the first day away, with its weekday and article
    r"(?<!\w)(?:from|starting(?: on)?|as of|beginning|ab|seit|a partir d[eou]l?|desde|a contar de|a partire dal|dal?|"
    r"du|od|vanaf|fran|fra|с|со|από|من|mulai|tu)(?:\W{1,2}[^\W\d]+){0,3}\W{0,2}$|[从自]\s?$"
)
_OPENS_BEHIND = re.compile(r"\W{0,2}(?:[(（].{1,3}[)）])?\s?(?:から|より|부터|起|开始|(?:\w{1,4} )?itibaren)")
_SHUT = re.compile(
    r"(?<!\w)(?:clos|shut|out(?!\w)|away|off(?!\w)|on leave|geschlossen|abwesend|nicht|im urlaub|chius|assent|in ferie|"
    r"cerra|ausent|de vacaciones|fechad|de ferias|ferme|absent|en conge|zamkn|nieczynn|nieobecn|на праздник|"
    r"не работа|в отпуск|отсутств|kapali|izin|tatil|nghi|libur|cuti|gesloten|afwezig|stengt|stangt)|"
    r"休|放假|휴무|휴가|휴업|مغلق|اجاز"
)
_CLOSES_ON = re.compile(  # "we close on 24 December": the deed with its day
    r"(?<!\w)(?:clos(?:e|es|ing)|shut(?:s|ting)?|schliessen|schliesst|fermons|fermerons|cerramos|cerraremos|fechamos|"
    r"fecharemos|chiudiamo|chiuderemo|chiude|zamykamy|закрываемся)(?: (?:on|am|le|el|il|em|no dia))?"
    r"(?:\W{1,2}[^\W\d]+){0,2}\W{0,2}$"
)
_CLAUSE_BEFORE, _CLAUSE_AFTER = re.compile(r"[,;:()\d，；、]"), re.compile(r"[,;:()，；、]|\d")
_ONE_DEED = 4  # characters: "from the 4th back from leave" tells the return


def _opens_absence(before: str, after: str, back: "re.Pattern[str]") -> bool:
    """Return whether the date between the words is the first day away: "closed from", "ab 24. Dezember geschlossen".

    Only the same clause speaks of it: "closed till Sunday, from Monday we are here".
    """
    if _CLOSES_ON.search(before):
        return back.search(before) is None
    opening = _OPENS.search(before)
    if opening is not None and any(hit.start() > 0 for hit in back.finditer(opening[0])):
        opening = None  # "absente du bureau, de retour lundi"
    if opening is None and _OPENS_BEHIND.match(after) is None:
        return False
    ahead = _CLAUSE_BEFORE.split(before[: opening.start()] if opening else before)[-1]
    shut = max((hit.start() for hit in _SHUT.finditer(ahead)), default=-1)
    again = max((hit.start() for hit in back.finditer(ahead)), default=-1)
    if max(shut, again) >= 0:
        return shut > again
    behind = _CLAUSE_AFTER.split(after)[0]
    closed = _SHUT.search(behind)
    opened = back.search(behind)
    return closed is not None and (opened is None or opened.start() - closed.end() > _ONE_DEED)


@cache
def _until_after() -> "re.Pattern[str]":
    """Return what makes a date behind which it stands the end: "16 Mart Pazartesi gününe kadar", 13日まで."""
    between = rf"(?:{pattern_of('weekdays')}|gunu(?:ne)?|tarihine|aksamina|曜日?|요일|日|일)"
    return re.compile(rf"\W{{0,3}}(?:{between}\W{{0,3}}){{0,2}}(?:{pattern_of('until')})")


def _is_monday_back(text: str, mention: Mention, found: list[Mention]) -> bool:
    """Return whether "away until Monday" means back on it: nobody ends an absence with a Monday, unless he says so."""
    others = [held for held in found if held is not mention]
    last = _is_last_day(text, mention) or any(_is_range_start(text, one, [mention]) for one in others)
    unspaced = re.search(r"[\u3040-\u9fff\uac00-\ud7a3]", text)  # 至, まで, 까지 count the day in
    return mention.day.weekday() == 0 and mention.precision != "week" and not last and not unspaced


def _beside(text: str, mention: Mention) -> tuple[str, str]:
    """Return the words of the same sentence before and after a date, at most `_CUE_REACH` characters each."""
    start = max(text.rfind(mark, 0, mention.start) for mark in ("\n", "! ", "? ", "。"))
    start = max(start, text.rfind("(", start + 1, mention.start))  # what stands in brackets is told by itself
    before = re.split(r"(?<!\d)(?<!\bd)[.]\s", text[max(start + 1, mention.start - _CUE_REACH) : mention.start])[-1]
    dotted = 1 if _DOTTED.match(text, mention.end) and re.search(r"\d\.\d{1,2}$", text[: mention.end]) else 0
    stop = re.search(r"[.!?]\s|[\n。]", text[mention.end + dotted : mention.end + _CUE_REACH])
    return before, text[mention.end : mention.end + (dotted + stop.start() if stop else _CUE_REACH)]


_DOTTED = re.compile(r"\.\s(?!\d)")  # "ab 30.03. wieder da": the full stop belongs to the date


def _is_range_start(text: str, mention: Mention, others: list[Mention]) -> bool:
    """Return whether another date follows with "to", "until" or a dash between: the first day away."""
    joint = re.compile(rf"\W{{0,3}}(?:-|~|{pattern_of('until')}|から|부터)\W{{0,3}}\w{{0,12}}\W?$")
    return any(0 <= held.start - mention.end <= 18 and joint.match(text[mention.end : held.start]) for held in others)


def _is_last_day(text: str, mention: Mention) -> bool:
    """Return whether the words make it the last day away ("until the 4th inclusive")."""
    before, after = text[max(0, mention.start - 24) : mention.start], text[mention.end : mention.end + 16]
    words = r"inclusive|einschlie\w+|inclus\w*|incluid\w+|including|включительно|wlacznie|dahil|compr[ei]s[oa]?"
    return bool(
        re.search(rf"(?:{words})\W{{0,2}}(?:den |dem |the )?$", before)
        or re.match(rf"[\s,(]{{0,3}}(?:gunu )?(?:{words})", after)
    )


def _past_weekend(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() >= 5 else 0)
