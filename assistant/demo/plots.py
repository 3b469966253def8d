"""What happened with each invented customer, as a list of events: (days before now, who, letter, folder).

Public: `PLOTS`, `Event`. The letters stand in letters.yaml. Days are counted back from the demo's present, so that the
mailbox is always as old as it should be.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One mail of a plot."""

    days: float  # before the demo's present
    who: str  # them, us, robot, colleague
    letter: str  # key in letters.yaml
    folder: str = ""  # "" = INBOX for inbound, Sent for outbound
    new_thread: bool = False


def _opening(days: float) -> tuple[Event, ...]:
    """An inquiry, our quote, their questions, our answers: how most relations begin."""
    return (
        Event(days=days, who="them", letter="inquiry", new_thread=True),
        Event(days=days - 1, who="us", letter="quote"),
        Event(days=days - 3, who="them", letter="question"),
        Event(days=days - 4, who="us", letter="answer"),
    )


def _order(days: float, *, first: bool = False) -> tuple[Event, ...]:
    """One order from the word to the goods: seven mails."""
    return (
        Event(days=days, who="them", letter="order" if first else "repeat_order", new_thread=not first),
        Event(days=days - 1, who="us", letter="proforma"),
        Event(days=days - 4, who="them", letter="deposit"),
        Event(days=days - 14, who="us", letter="progress"),
        Event(days=days - 30, who="us", letter="shipped"),
        Event(days=days - 32, who="them", letter="thanks"),
        Event(days=days - 55, who="them", letter="arrived"),
    )


def _quiet(days: float, *follow_ups: float) -> tuple[Event, ...]:
    return (
        *_past(days + 120),
        Event(days=days + 2, who="them", letter="inquiry", new_thread=True),
        Event(days=days, who="us", letter="quote"),
        *(Event(days=day, who="us", letter=f"follow_up_{n}") for n, day in enumerate(follow_ups, start=1)),
    )


def _past(days: float) -> tuple[Event, ...]:
    """An earlier inquiry that came to nothing: most silent customers have one."""
    return (
        *_opening(days + 60),
        Event(days=days + 40, who="them", letter="not_now"),
        Event(days=days + 39, who="us", letter="understood"),
        Event(days=days + 20, who="robot", letter="their_newsletter", new_thread=True),
    )


PLOTS: dict[str, tuple[Event, ...]] = {
    "quiet": _quiet(25),
    "quiet_phone": _quiet(21),
    "one_follow_up": _quiet(50, 28),
    "two_follow_ups": _quiet(75, 50, 27),
    "three_follow_ups": _quiet(100, 76, 52, 26),
    "too_old": _quiet(230, 200),
    "trading": (
        *_opening(540),
        *_order(520, first=True),
        *_order(400),
        *_order(280),
        *_order(160),
        *_order(40)[:4],
    ),
    "trading_requote": (
        *_opening(500),
        *_order(480, first=True),
        *_order(300),
        Event(days=40, who="them", letter="inquiry_again", new_thread=True),
        Event(days=38, who="us", letter="quote"),
    ),
    "owed": (*_past(160), *_quiet(12)[-2:], Event(days=1.2, who="them", letter="question")),
    "lively": (
        *_past(160),
        *_opening(9),
        Event(days=2, who="them", letter="question_two"),
        Event(days=1, who="us", letter="answer"),
    ),
    "answered": (*_past(160), *_quiet(20)[-2:], Event(days=1.5, who="them", letter="question_two", new_thread=True)),
    "answer_in_archive": (
        *_past(160),
        *_quiet(15)[-2:],
        Event(days=2, who="them", letter="question_two", folder="Archive"),
    ),
    "answer_in_junk": (*_past(160), *_quiet(15)[-2:], Event(days=2, who="them", letter="question_two", folder="Junk")),
    "refused": (
        *_past(200),
        *_quiet(60)[-2:],
        Event(days=50, who="them", letter="refusal"),
        Event(days=49, who="us", letter="understood"),
    ),
    "stopped": (*_past(200), *_quiet(70, 45)[-3:], Event(days=44, who="them", letter="stop")),
    "left": (*_past(200), *_quiet(24)[-2:], Event(days=23.9, who="robot", letter="has_left")),
    "away": (*_past(200), *_quiet(16)[-2:], Event(days=15.9, who="robot", letter="out_of_office")),
    "away_past": (*_past(200), *_quiet(40)[-2:], Event(days=39.9, who="robot", letter="out_of_office_short")),
    "ticket": (*_past(200), *_quiet(22)[-2:], Event(days=21.9, who="robot", letter="ticket")),
    "receipt": (*_past(200), *_quiet(22)[-2:], Event(days=21.5, who="robot", letter="read_receipt")),
    "bounced": (*_past(200), *_quiet(20)[-2:], Event(days=19.9, who="postmaster", letter="bounce")),
    "promised": (
        *_past(200),
        Event(days=9, who="them", letter="inquiry", new_thread=True),
        Event(days=8, who="us", letter="promise"),
    ),
    "sample_silence": (
        *_past(220),
        *_quiet(60)[-2:],
        Event(days=55, who="them", letter="sample_request"),
        Event(days=45, who="us", letter="sample_sent"),
    ),
    "sample_owed": (*_past(220), *_quiet(20)[-2:], Event(days=2, who="them", letter="sample_request")),
    "holding_old": (*_past(220), *_quiet(60)[-2:], Event(days=52, who="them", letter="holding")),
    "holding_recent": (*_past(220), *_quiet(12)[-2:], Event(days=2, who="them", letter="holding")),
    "named_date": (*_past(220), *_quiet(30)[-2:], Event(days=26, who="them", letter="later")),
    "catalogue": (
        *_past(220),
        Event(days=2, who="them", letter="catalogue_request", new_thread=True),
        Event(days=1, who="us", letter="catalogue"),
    ),
    "quoted_today": (
        *_past(220),
        Event(days=2, who="them", letter="inquiry", new_thread=True),
        Event(days=0.2, who="us", letter="quote"),
    ),
}
