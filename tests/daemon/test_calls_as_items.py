"""A call that is due comes with the digest as an item for the calendar, and is the same item on the next day."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import icalendar
import pytest

from assistant.daemon import cycle
from assistant.daemon.house import House
from assistant.daemon.judging import survey
from assistant.delivery.calls import Call, as_calendar, uid_of
from assistant.model import Action
from tests.daemon.digests import digests, keep, text_of
from tests.given.letters import letter
from tests.given.mailboxes import RULES, house_over, silent_customer
from tests.given.parties import AT, BECK, LIN

NEXT_DAY = AT + timedelta(days=1)
CALL_SOON = f"{RULES}ladder: {{call: 1}}\n"
START = datetime(2026, 11, 18, 13, 0, tzinfo=UTC)


def silent_mailbox(folder: Path) -> None:
    """An inquiry, a quote and one follow-up that nobody answered: the next step is a call."""
    again = letter(
        LIN,
        BECK,
        "Re: Inquiry LED panel",
        "Dear Ms Beck,\n\na second line is running here, so the panels leave earlier now.\n\nLin Wei\n",
        AT - timedelta(days=15),
        message_id="again@brightline.example",
        answers=("inquiry@beck-leuchten-demo.de", "quote-beck-leuchten-demo.de@brightline.example"),
    )
    silent_customer(folder, ("Sent", again))


def ready(house: House, at: datetime = AT, phone: str = "") -> None:
    cycle.run_pass(house, at)
    beck = house.ledger.find("karin@beck-leuchten-demo.de").number
    if phone:
        house.ledger.set(beck, "phone", phone, at)
    assert [one.action for one in survey(house, at) if one.customer == beck] == [Action.CALL]


def events(digest: EmailMessage) -> list[icalendar.Event]:
    (part,) = [one for one in digest.walk() if one.get_content_type() == "text/calendar"]
    assert part.get_filename() == "calls.ics"
    assert part.get_param("method") == "PUBLISH"
    raw = part.get_payload(decode=True)
    assert isinstance(raw, bytes)
    calendar = icalendar.Calendar.from_ical(raw)
    assert calendar["METHOD"] == "PUBLISH"
    return [one for one in calendar.walk("VEVENT") if isinstance(one, icalendar.Event)]


def number(event: icalendar.Event) -> int:
    return int(str(event["SEQUENCE"]))


def test_002_20_a_due_call_is_an_item_with_hour_number_and_what_to_say(tmp_path: Path) -> None:
    silent_mailbox(tmp_path)
    with house_over(tmp_path, CALL_SOON) as house:
        ready(house, phone="+49 30 1234; ext. 5")
        keep(house)
    (digest,) = digests(tmp_path)
    (event,) = events(digest)

    assert event.decoded("DTSTART") == datetime(2026, 11, 18, 13, 30, tzinfo=UTC)  # 14:30 in Berlin
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=15)
    assert str(event["LOCATION"]) == "+49 30 1234; ext. 5"
    assert str(event["SUMMARY"]).startswith("Call ")
    assert "Karin Beck" in str(event["SUMMARY"])
    told = str(event["DESCRIPTION"])
    assert "it is 14:30 there now" in told  # when the item comes up, not when it was written
    assert "On a voicemail say it all before you hang up" in told
    assert "\n" in told
    assert "To call or to hand over" in text_of(digest)


def test_the_same_call_is_the_same_item_on_the_next_day_and_the_newer_one_counts(tmp_path: Path) -> None:
    silent_mailbox(tmp_path)
    with house_over(tmp_path, CALL_SOON) as house:
        ready(house)
        keep(house)
        ready(house, NEXT_DAY)
        keep(house, NEXT_DAY)
    first, second = sorted((event for one in digests(tmp_path) for event in events(one)), key=number)

    assert first["UID"] == second["UID"]
    assert number(second) == number(first) + 1
    assert second.decoded("DTSTART") == first.decoded("DTSTART") + timedelta(days=1)


def test_a_digest_with_a_call_is_read_back_as_nobodys_answer(tmp_path: Path) -> None:
    silent_mailbox(tmp_path)
    with house_over(tmp_path, CALL_SOON) as house:
        ready(house)
        keep(house)
        report = cycle.run_pass(house, AT + timedelta(minutes=5))

        assert report.mailboxes[0].new_messages >= 1
        ready(house, AT + timedelta(minutes=6))


def test_without_a_call_there_is_no_file(tmp_path: Path) -> None:
    silent_mailbox(tmp_path)
    with house_over(tmp_path, RULES) as house:
        cycle.run_pass(house, AT)
        keep(house)
    (digest,) = digests(tmp_path)

    assert [one.get_content_type() for one in digest.walk()] == ["multipart/alternative", "text/plain", "text/html"]


def test_its_id_tells_nothing_and_changes_with_the_silence() -> None:
    ids = {
        uid_of("lin", "beck-leuchten-demo.de", START),
        uid_of("lin", "beck-leuchten-demo.de", START + timedelta(days=40)),
        uid_of("lin", "other.example", START),
        uid_of("lin", "beck-leuchten-demo.de", None),
    }

    assert len(ids) == 4
    assert not any("beck" in uid for uid in ids)


HARD = [
    "commas, semicolons; backslashes \\ and \\n that is none",
    "two\nlines\r\nand a third",
    "BEGIN:VEVENT\r\nUID:injected",
    "长" * 60 + "ö" * 60 + "🙂" * 30,
    "control \x00\x07 signs",
    "",
]


@pytest.mark.parametrize("text", HARD)
def test_whatever_stands_in_a_sheet_comes_back_from_a_calendar_as_it_was(text: str) -> None:
    call = Call(uid="u@x", start=START, length=timedelta(minutes=15), whom=text, phone=text or None, says=(text, "end"))
    raw = as_calendar([call, call], "lin@brightline.example", START)
    wanted = text.replace("\r\n", "\n").replace("\x00", " ").replace("\x07", " ")

    found = list(icalendar.Calendar.from_ical(raw).walk("VEVENT"))

    assert len(found) == 2
    assert str(found[0]["SUMMARY"]) == f"Call {wanted}"
    assert str(found[0]["DESCRIPTION"]) == f"{wanted}\nend"
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert raw.count(b"\n") == raw.count(b"\r\n")
    for line in raw.split(b"\r\n"):
        line.decode()  # no character is torn apart
