"""What a customer has been told once is not told again: sentences, gaps of the quote, wishes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from assistant.model import Direction, DraftId, DraftState, History, Kind, Occasion, PastDraft, Touch, Wording
from assistant.phrases.samples import ME, NOW, OCCASIONS, PEOPLE, situation
from assistant.phrases.write import write
from tests.phrases.given import BOOK, CHEAPER, news, sent_as


def told_before(made: Wording, at: datetime, state: DraftState = DraftState.SENT) -> PastDraft:
    return PastDraft(
        draft=DraftId("1"),
        topic="correction",
        material=None,
        state=state,
        placed_at=at,
        changed_at=at,
        sentences=made.sentences,
        phrases=made.phrases,
    )


def test_what_the_quote_lacks_is_told_once() -> None:
    decision, history = situation(PEOPLE[0], OCCASIONS[0])
    first = write(decision, history, BOOK, ME, NOW)
    assert isinstance(first, Wording)
    second = write(decision, replace(history, drafts=(told_before(first, NOW),)), BOOK, ME, NOW)
    unread = replace(history, drafts=(told_before(first, NOW, DraftState.DISCARDED),))
    again = write(decision, unread, BOOK, ME, NOW)

    assert isinstance(second, Wording)
    assert isinstance(again, Wording)
    lacks = "payment terms and lead time"
    assert [lacks in letter.body for letter in (first, second, again)] == [True, False, True]


def test_a_new_year_is_wished_once() -> None:
    january = datetime(2027, 1, 6, 6, 0, tzinfo=UTC)
    decision, history = situation(PEOPLE[0], CHEAPER)
    first = write(decision, history, BOOK, ME, january)
    assert isinstance(first, Wording)
    fair = news("exhibition")
    sent = replace(history, drafts=(told_before(first, january),))
    second = write(replace(decision, occasion=fair), sent, BOOK, ME, january + timedelta(days=7))

    assert isinstance(second, Wording)
    assert [one.startswith("new-year") for one in first.phrases].count(True) == 1
    assert [one for one in second.phrases if one.startswith("new-year")] == []


def test_eleven_follow_ups_never_repeat_a_sentence() -> None:
    """001-11: most deals close at the 4th to 11th follow-up, so the words must last that long."""
    topics = ["correction", "price-update", "product-update", "company-news", "exhibition", "visit"] * 2
    sent: list[PastDraft] = []
    touches: list[Touch] = []
    for number, topic in enumerate(topics[:11]):
        now = NOW + timedelta(days=9 * number)
        decision, history = situation(PEOPLE[0], _news(topic, number), variant=number)
        history = replace(history, drafts=tuple(sent), touches=(*history.touches, *touches))
        made = write(decision, history, BOOK, ME, now)
        assert isinstance(made, Wording), (number, topic, made)
        sent.append(sent_as(made, topic, number, now))
        touches.append(_touch(made, history, now))

    said = [sentence for draft in sent for sentence in draft.sentences]
    assert len(said) == len(set(said))


def _news(topic: str, number: int) -> Occasion:
    """Return an occasion of the topic; in the second round with other facts, as no material comes twice."""
    about = news(topic)
    told = ("reason", "conditions", "what", "means", "who", "when", "where", "dates", "specification", "selling_point")
    more = {name: f"{about.facts[name]}, as of now" for name in told if number > 5 and name in about.facts}
    return replace(about, facts={**about.facts, **more})


def _touch(made: Wording, history: History, now: datetime) -> Touch:
    return Touch(at=now, direction=Direction.OUTBOUND, kind=Kind.REPLY, to=(history.people[0].address,), text=made.body)
