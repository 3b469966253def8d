"""Customers are derived, codes last, and what the user said stands above every reading."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import WrongUsage
from assistant.ledger.store import Ledger
from assistant.model import (
    Action,
    CustomerNumber,
    Decision,
    Direction,
    Facts,
    Grade,
    Heat,
    Kind,
    Message,
    Quiet,
    Reason,
    Role,
    Stage,
    Standing,
)
from assistant.plan.outlook import floors_of
from assistant.plan.rules import default
from tests.given.messages import facts, message
from tests.given.parties import ANNA, ME, US, at
from tests.ledger.setting import (
    NOW,
    by,
    content_of,
    inquiry_and_quote,
    later,
    read_in,
    recorded,
    url_of,
    with_anna,
    with_three,
)

ONE, TWO = CustomerNumber(1), CustomerNumber(2)


def test_numbers_are_given_by_first_touch_and_last(tmp_path: Path) -> None:
    ledger = with_three(tmp_path)
    older = recorded(50, message("old@zeta.example", "2025-01-01", "zoe@zeta.example"), "inquiry")
    read_in(ledger, [older], Role.ARCHIVE)
    ledger.derive(ME, NOW)

    keys = {history.customer.number: history.customer.key for history in ledger.histories()}
    assert keys == {1: "muster-leuchten.de", 2: "bert.example", 3: "cleo@gmail.com", 4: "zeta.example"}


def test_only_what_changed_is_derived_again(tmp_path: Path) -> None:
    ledger = with_three(tmp_path)
    assert ledger.derive(ME, NOW) == frozenset()

    read_in(ledger, [recorded(60, message("new@x", "2026-03-05", "bert@bert.example"))], folder="inbox.bert")

    assert ledger.derive(ME, NOW) == {2}


@pytest.mark.parametrize(
    "text", ["EU-001", "eu-001-B", "muster-leuchten.de", ANNA, "ANNA@muster-leuchten.de", "muster"]
)
def test_a_customer_is_found_by_what_a_user_would_type(tmp_path: Path, text: str) -> None:
    assert with_three(tmp_path).find(text).number == 1


@pytest.mark.parametrize(
    ("text", "says"), [("example", "no customer"), ("e", "may be EU-001 "), ("EU-002", "no customer"), (" ", "no ")]
)
def test_a_customer_who_is_not_meant_clearly_is_asked_back(tmp_path: Path, text: str, says: str) -> None:
    ledger = with_three(tmp_path)
    if text == "example":
        text = "nobody.example"
    with pytest.raises(WrongUsage, match=says):
        ledger.find(text)


def test_a_merge_survives_reading_and_both_codes_name_the_customer(tmp_path: Path) -> None:
    ledger = with_three(tmp_path)
    ledger.set(TWO, "note", "likes tea", NOW)
    ledger.merge(ONE, TWO, NOW)
    read_in(ledger, [recorded(60, message("new@x", "2026-03-05", "bert@bert.example"))], folder="inbox.bert")
    ledger.derive(ME, NOW)

    history = ledger.history(ONE)
    assert ledger.numbers() == (1, 3)
    assert len(history.touches) == 7
    assert set(history.customer.domains) == {"muster-leuchten.de", "bert.example"}
    assert history.settings.dossier == {"note": "likes tea"}
    assert ledger.find("bert.example").number == ledger.history(TWO).customer.number == 1


def test_a_split_address_is_a_customer_of_its_own(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)
    ida = recorded(40, message("ida@x", "2026-03-05", "ida@muster-leuchten.de"), "inquiry")
    read_in(ledger, [ida], folder="more")
    ledger.derive(ME, NOW)
    assert len(ledger.history(ONE).touches) == 4

    ledger.split("ida@muster-leuchten.de", NOW)
    ledger.derive(ME, NOW)

    assert [one.customer.key for one in ledger.histories()] == ["muster-leuchten.de", "ida@muster-leuchten.de"]
    assert [len(one.touches) for one in ledger.histories()] == [3, 1]


def test_a_mark_stands_above_what_was_understood(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)
    ledger.mark("<anna.3@muster-leuchten.de>", Kind.ORDER, NOW)
    read_in(ledger, [inquiry_and_quote()[2]], folder="inbox")
    ledger.derive(ME, NOW)

    assert [touch.kind for touch in ledger.history(ONE).touches] == [Kind.INQUIRY, Kind.QUOTE, Kind.ORDER]
    assert [(mark.was, mark.kind) for mark in ledger.marks()] == [(Kind.REPLY, Kind.ORDER)]
    with pytest.raises(WrongUsage):
        ledger.mark("nobody@x", Kind.ORDER, NOW)


def test_whom_only_machines_write_from_is_a_customer_once_the_user_says_what_a_mail_was(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)
    bulk = [recorded(70 + n, message(f"n{n}@fair", f"2026-03-0{n}", "news@fair.example"), "bulk") for n in (1, 2, 3)]
    read_in(ledger, bulk, folder="news")
    assert ledger.derive(ME, NOW) == frozenset()

    ledger.mark("n2@fair", Kind.INQUIRY, NOW)
    assert ledger.derive(ME, NOW) == {TWO}
    assert [touch.kind for touch in ledger.history(TWO).touches] == [Kind.BULK, Kind.INQUIRY, Kind.BULK]

    ledger.mark("n2@fair", Kind.BULK, NOW)
    ledger.derive(ME, NOW)
    assert ledger.numbers() == (ONE,)


def test_an_answer_from_a_stranger_to_our_mail_counts_whichever_was_read_first(tmp_path: Path) -> None:
    asked, quote, _ = inquiry_and_quote()
    stranger = recorded(8, message("s@x", "2026-03-06", "boss@gmail.com", answers="anna.2@us"))
    for order in ((asked, stranger, quote), (quote, asked, stranger)):
        folder = tmp_path / str(order.index(stranger))
        with Ledger.open(url_of(folder)) as ledger:
            for number, one in enumerate(order):
                role = Role.SENT if one is quote else Role.INBOX
                read_in(ledger, [one], role, folder=f"{role.value}{number}")
                ledger.derive(ME, NOW)
            found = ledger.history(ledger.find(ANNA).number)
            assert "s@x" in [touch.message_id for touch in found.touches]


def test_a_private_address_joins_the_company_it_proves_to_be_of_and_leaves_when_the_proof_falls(
    tmp_path: Path,
) -> None:
    ledger = with_anna(tmp_path)
    private = message("p.0@gmail.com", "2026-03-05", "am77@gmail.com", text="Price for lamps?")
    read_in(ledger, [recorded(40, private, "inquiry")], folder="more")
    ledger.derive(ME, NOW)
    assert ledger.numbers() == (1, 2)

    signed = replace(
        message("p.1@gmail.com", "2026-03-06", "am77@gmail.com", answers="anna.2@us"), signature="A\nMuster Leuchten"
    )
    read_in(ledger, [recorded(41, signed)], folder="other")
    ledger.derive(ME, NOW)
    assert ledger.numbers() == (1,)
    assert ledger.find("am77@gmail.com").number == ledger.history(TWO).customer.number == 1
    assert len(ledger.history(ONE).touches) == 5

    ledger.mark("p.1@gmail.com", Kind.BULK, NOW)
    ledger.derive(ME, NOW)
    assert ledger.numbers() == (1, 2)
    assert [len(one.touches) for one in ledger.histories()] == [3, 2]


def test_rebuilding_gives_the_same_customers_byte_for_byte(tmp_path: Path) -> None:
    ledger = with_three(tmp_path)
    ledger.merge(ONE, TWO, NOW)
    ledger.mark("cleo.3@gmail.com", Kind.REFUSAL, NOW)
    ledger.derive(ME, NOW)
    before, rows = list(ledger.histories()), content_of(tmp_path)

    def understand(what: Message, role: Role) -> Facts:
        kind = {"1": "inquiry", "2": "quote", "3": "reply"}[what.message_id.partition("@")[0].partition(".")[2]]
        return facts(kind, "outbound" if what.sender.address == US else "inbound")

    ledger.rebuild(by(understand), ME, later(days=1))

    assert list(ledger.histories()) == before
    assert {**content_of(tmp_path), "customer": rows["customer"]} == rows


def test_rebuilding_takes_over_what_understanding_has_learned(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)

    ledger.rebuild(by(lambda what, role: facts("order", "inbound")), ME, NOW)

    assert {touch.kind for touch in ledger.history(ONE).touches if touch.direction is Direction.INBOUND} == {Kind.ORDER}


def test_other_own_addresses_let_everything_be_derived_again(tmp_path: Path) -> None:
    ledger = with_three(tmp_path)

    ledger.derive(replace(ME, domains=ME.domains | {"bert.example"}), NOW)

    assert ledger.numbers() == (1, 3)


def test_the_past_is_told_as_it_was(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)
    ledger.add_touch(ONE, at("2026-03-10"), "phone", True, "will order", at("2026-03-11"))
    ledger.rung_shown(ONE, "call", at("2026-03-02 11:00"), at("2026-03-12"))
    ledger.rung_passed(ONE, "call", at("2026-03-02 11:00"), at("2026-03-14"))
    ledger.set(ONE, "grade", "a", at("2026-03-15"))

    then = ledger.history(ONE, at("2026-03-02 12:00"))
    between = ledger.history(ONE, at("2026-03-13"))
    now = ledger.history(ONE)
    assert [touch.kind for touch in then.touches] == [Kind.INQUIRY, Kind.QUOTE]
    assert (then.rungs, then.settings.grade) == ((), Grade.A)
    assert [touch.by for touch in between.touches] == ["mail", "mail", "mail", "phone"]
    assert between.rungs[0].passed_at is None
    assert now.rungs[0].passed_at == at("2026-03-14")
    assert now.touches[-1].is_human


def test_a_customer_did_not_exist_before_its_first_mail(tmp_path: Path) -> None:
    ledger = with_three(tmp_path)

    assert [one.customer.number for one in ledger.histories(at=at("2026-03-03 12:00"))] == [1, 2]


def test_settings_are_read_as_the_user_writes_them(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)
    for key, value in (("hold", "until 2026-04-01"), ("stage", "Sample"), ("next", "2026-05-01"), ("vat", "DE1")):
        ledger.set(ONE, key, value, NOW)
    settings = ledger.history(ONE).settings
    assert (settings.hold_until, settings.stage, settings.next) == (date(2026, 4, 1), Stage.SAMPLE, date(2026, 5, 1))
    assert settings.dossier == {"vat": "DE1"}

    ledger.set(ONE, "next", "", NOW)
    ledger.set(ONE, "resume", None, NOW)
    after = ledger.history(ONE).settings
    assert (after.next, after.hold_until, after.resumed_at) == (None, None, NOW)
    with pytest.raises(WrongUsage, match="grade cannot be 'E'"):
        ledger.set(ONE, "grade", "E", NOW)


def test_a_stop_request_closes_the_company_in_every_mailbox_until_the_user_resumes(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)
    stop = recorded(9, message("stop@x", "2026-03-05", ANNA, "sales@brightline.example"), "stop_request")
    read_in(ledger, [stop], mailbox="sales")
    assert not ledger.is_suppressed(ANNA)
    ledger.derive(ME, NOW)
    assert ledger.is_suppressed(ANNA.upper())
    assert ledger.is_suppressed("new.man@mail.muster-leuchten.de")
    assert not ledger.is_suppressed("somebody@gmail.com")

    ledger.set(ONE, "resume", None, NOW)
    ledger.derive(ME, NOW)
    assert not ledger.is_suppressed(ANNA)

    ledger.set(ONE, "stop", "asked by phone", NOW)
    assert ledger.is_suppressed(ANNA)
    ledger.rebuild(by(lambda what, role: facts("reply", "inbound")), ME, NOW)
    assert ledger.is_suppressed(ANNA)


def test_a_forgotten_customer_leaves_no_word_in_the_file_and_does_not_come_back(tmp_path: Path) -> None:
    ledger = with_three(tmp_path)
    ledger.set(ONE, "note", "secret-note", NOW)
    ledger.forget(ONE, NOW)
    read_in(ledger, [*inquiry_and_quote()[::2], recorded(77, message("n@x", "2026-03-19", "karl@muster-leuchten.de"))])
    ledger.derive(ME, NOW)

    assert ledger.numbers() == (2, 3)
    assert ledger.is_suppressed(ANNA)
    assert ledger.held_uids("lin", "inbox") == {1, 2, 77}
    ledger.close()
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not [
        word for word in (b"muster-leuchten", b"secret-note", b"500 panels?") if word in held and word != b"500 panels?"
    ]


def test_retention_cuts_old_texts_and_keeps_what_they_meant(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)
    long = message("long@x", "2026-03-05", text="x" * 1000)
    read_in(ledger, [recorded(30, long, "order")], folder="more")
    ledger.derive(ME, NOW)
    before = content_of(tmp_path)["location"]

    assert ledger.trim(at("2026-03-06")) == 4
    read_in(ledger, [recorded(30, long, "order")], folder="more")
    ledger.derive(ME, NOW)

    last = ledger.history(ONE).touches[-1]
    assert (len(last.text), last.kind) == (300, Kind.ORDER)
    assert content_of(tmp_path)["location"] == before
    assert ledger.trim(at("2026-03-06")) == 0


def test_changed_customers_are_looked_at_first_and_the_others_when_due(tmp_path: Path) -> None:
    ledger = with_three(tmp_path)
    assert ledger.due(NOW) == (1, 2, 3)
    ledger.set_due({ONE: later(days=3), TWO: later(days=1), CustomerNumber(3): None})
    assert ledger.due(NOW) == ()
    assert ledger.due(later(days=3)) == (2, 1)

    ledger.add_touch(ONE, NOW, "phone", False, "", NOW)
    assert ledger.due(NOW) == (1,)
    ledger.plan_by(floors_of(default()), NOW)
    assert ledger.due(NOW) == (1, 2, 3)  # nothing is known of them that would hold under other rules


def test_a_decision_is_stored_when_it_says_something_new(tmp_path: Path) -> None:
    ledger = with_anna(tmp_path)
    history = ledger.history(ONE)
    wait = Decision(
        customer=ONE,
        action=Action.WAIT,
        because=(Reason(rule="quiet_after", says="3 working days have not passed"),),
        standing=Standing(
            grade=Grade.B,
            stage=Stage.QUOTED,
            heat=Heat.WARM,
            quiet=Quiet.NO,
            quiet_since=None,
            follow_ups=0,
            base=history.touches[1],
            quote=history.touches[1],
            last_inbound=NOW,
            last_outbound=NOW,
        ),
        due=later(days=2),
        window=(later(days=2), later(days=3)),
        to=ANNA,
        thread=history.touches[2],
    )
    call = replace(wait, action=Action.CALL)

    assert [ledger.save_decisions(NOW, [one]) for one in (wait, wait, call, wait)] == [1, 0, 1, 1]
    assert ledger.last_decision(ONE) == wait
    assert ledger.last_decision(TWO) is None
    ledger.save_decisions(later(days=5), [call])
    assert ledger.last_decision(ONE, at=later(days=4)) == wait
