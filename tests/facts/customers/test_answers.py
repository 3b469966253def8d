"""Whose mail counts as the customer's answer, and what counts as our mail to it."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from assistant.facts.customers.evidence import Seen
from assistant.facts.customers.identify import Corrections
from assistant.model import Amount, Direction, Kind, Role, Signal
from tests.given.customers import known_of, mail
from tests.given.messages import facts, message
from tests.given.parties import ANNA, US, at

INQUIRY = mail(message("i1", "2026-03-02", f"Anna Muster <{ANNA}>", text="Price for 500 panels?"), "inquiry")
QUOTE = mail(message("q1", "2026-03-03", US, ANNA, answers="i1"), "quote")


def humans(*more: object, **options: object) -> list[str | None]:
    """Return the ids of the touches that are answers."""
    return [one.message_id for one in known_of(INQUIRY, QUOTE, *more, **options).touches if one.is_human]  # type: ignore[arg-type]


def test_a_colleague_of_the_customer_in_a_new_thread_answers_too() -> None:
    other = mail(message("r1", "2026-04-01", "bert@mail.muster-leuchten.de", subject="die line"))

    assert humans(other) == ["i1", "r1"]


def test_an_answer_from_a_private_address_stops_the_chase_but_becomes_no_recipient() -> None:
    private = mail(message("r1", "2026-04-01", "am77@gmail.com", answers="i1 q1", text="What is the size?"))

    known = known_of(INQUIRY, QUOTE, private)

    assert [one.message_id for one in known.touches if one.is_human] == ["i1", "r1"]
    assert [one.address for one in known.people] == [ANNA]
    assert known.domains == ("muster-leuchten.de",)


def test_a_private_address_becomes_a_recipient_when_name_and_signature_tell_the_company() -> None:
    text = "Our server is down, I use my private one.\nAnna, Muster Leuchten"
    private = mail(message("r1", "2026-04-01", "Anna Muster <am77@gmail.com>", answers="i1 q1", text=text))

    known = known_of(INQUIRY, QUOTE, private)

    assert [(one.address, one.confirmed) for one in known.people] == [("am77@gmail.com", True), (ANNA, True)]
    assert known.keys == {"muster-leuchten.de", "am77@gmail.com"}


def test_a_second_domain_is_taken_in_when_the_signature_names_the_company() -> None:
    group = "Ines Lambert <ines@muster-group.com>"
    answer = mail(
        message("r1", "2026-04-01", group, answers="i1 q1", text="Which CRI?", signature="Ines\nMuster Leuchten GmbH")
    )
    later = mail(message("r2", "2026-05-01", group, subject="new lamps"), "inquiry")

    known = known_of(INQUIRY, QUOTE, answer, later)

    assert known.domains == ("muster-leuchten.de", "muster-group.com")
    assert [one.message_id for one in known.touches] == ["i1", "q1", "r1", "r2"]


def test_a_look_alike_domain_never_becomes_a_recipient() -> None:
    thief = mail(
        message(
            "r1",
            "2026-04-01",
            "Anna Muster <anna@muster-Ieuchten.de>".replace("I", "1"),
            answers="i1 q1",
            signature="Anna Muster\nMuster Leuchten GmbH",
        )
    )

    assert [one.address for one in known_of(INQUIRY, QUOTE, thief).people] == [ANNA]


def test_the_display_name_alone_changes_nothing() -> None:
    forged = mail(message("x1", "2026-04-01", "Anna Muster <office@secure-doc.example>"), "other")

    assert known_of(INQUIRY, QUOTE, forged) == known_of(INQUIRY, QUOTE)


def test_a_colleague_of_ours_is_no_customer_and_no_answer() -> None:
    colleague = mail(message("c1", "2026-04-01", "mei@brightline.example", answers="q1"), "internal")

    assert humans(colleague) == ["i1"]


def test_a_colleagues_mail_to_the_customer_is_our_mail() -> None:
    ours = mail(message("c1", "2026-04-01", "mei@brightline.example", ANNA, cc=US), known=facts("reply", "outbound"))

    assert [one.message_id for one in known_of(INQUIRY, QUOTE, ours).touches] == ["i1", "q1", "c1"]


def test_mail_in_sent_from_an_address_we_did_not_know_is_our_mail() -> None:
    alias = mail(message("o1", "2026-04-01", "lin.alias@gmail.com", ANNA), known=facts("reply", "outbound"))

    assert known_of(INQUIRY, QUOTE, alias).touches[-1].direction is Direction.OUTBOUND


def test_an_answer_to_a_mailing_of_ours_counts_only_for_its_writer() -> None:
    four = ", ".join(["x@a-one.de", "x@b-two.de", "x@c-three.de", ANNA])
    mailing = mail(message("m1", "2026-03-20", US, four), "reply")
    stranger = mail(message("r1", "2026-03-21", "x@a-one.de", answers="m1"))

    assert humans(mailing, stranger) == ["i1"]


def test_our_answer_to_a_stranger_in_the_thread_settles_what_we_owed() -> None:
    stranger = mail(message("r1", "2026-04-01", "ines@other.com", answers="i1 q1"))
    ours = mail(message("o1", "2026-04-02", US, "ines@other.com", answers="i1 q1 r1"))

    assert known_of(INQUIRY, QUOTE, stranger, ours).touches[-1].message_id == "o1"


@pytest.mark.parametrize("role", [Role.TRASH, Role.JUNK, Role.ARCHIVE, Role.OTHER, Role.OURS])
def test_an_answer_counts_in_any_folder(role: Role) -> None:
    answer = mail(message("r1", "2026-04-01", answers="i1 q1"), "reply", role)

    known = known_of(INQUIRY, QUOTE, answer)

    assert (known.touches[-1].message_id, known.touches[-1].in_trash) == ("r1", role is Role.TRASH)


def test_an_answer_with_a_copy_in_the_inbox_is_not_in_trash() -> None:
    answer = message("r1", "2026-04-01", answers="i1 q1")

    known = known_of(INQUIRY, QUOTE, mail(answer, "reply", Role.TRASH), mail(answer, "reply", Role.INBOX))

    assert [(one.message_id, one.in_trash) for one in known.touches[2:]] == [("r1", False)]


def test_an_unsent_draft_is_no_touch_but_is_told() -> None:
    known = known_of(INQUIRY, mail(message("d1", "2026-03-05", US, ANNA), "quote", Role.DRAFTS))

    assert [one.message_id for one in known.touches] == ["i1"]
    assert [one.to for one in known.foreign_drafts] == [(ANNA,)]


def test_the_assistants_own_draft_is_not_the_users() -> None:
    draft = message("d1", "2026-03-05", US, ANNA, headers={"x-followup-draft": "D1"})

    assert known_of(INQUIRY, mail(draft, "reply", Role.DRAFTS)).foreign_drafts == ()


def test_the_assistants_draft_is_known_by_its_token_when_a_client_saved_it_anew() -> None:
    saved = mail(message("d2", "2026-03-05", US, ANNA, answers="i1 token1 q1"), "reply", Role.DRAFTS)

    assert known_of(INQUIRY, QUOTE, saved, tokens=["token1"]).foreign_drafts == ()


def test_the_users_own_reply_after_a_sent_follow_up_is_the_users_draft() -> None:
    sent = mail(message("f1", "2026-03-20", US, ANNA, answers="i1 token1 q1"))
    reply = mail(message("d2", "2026-03-25", US, ANNA, answers="i1 token1 q1 f1"), "reply", Role.DRAFTS)

    assert len(known_of(INQUIRY, QUOTE, sent, reply, tokens=["token1", "f1"]).foreign_drafts) == 1


def test_a_follow_up_of_ours_with_the_old_quote_attached_is_no_new_quote_and_one_with_a_new_price_is() -> None:
    letter = message("f1", "2026-03-20", US, ANNA, answers="i1 token1 q1")
    later = mail(message("q2", "2026-03-25", US, ANNA, answers="i1 token1 q1 f1"), "quote")
    priced = replace(facts("quote", "outbound"), amounts=(Amount(value=Decimal("3.60"), currency="USD"),))

    def kinds(*more: Seen, tokens: Sequence[str] = ("token1",)) -> list[str]:
        return [one.kind.value for one in known_of(INQUIRY, QUOTE, *more, tokens=tokens).touches[2:]]

    assert kinds(mail(letter, "quote")) == ["reply"]
    assert kinds(mail(letter, "quote"), later) == ["reply", "quote"]
    assert kinds(mail(letter, known=priced)) == ["quote"]
    assert kinds(mail(letter, "quote"), tokens=()) == ["quote"]


def test_an_answer_seen_only_as_quoted_text_counts_at_its_own_date() -> None:
    signal = Signal(name="quoted_answer", value="2026-03-20T10:00:00+00:00")
    ours = mail(message("o1", "2026-03-21", US, ANNA), known=facts("reply", "outbound", signals=[signal]))

    known = known_of(INQUIRY, QUOTE, ours)

    told = known.touches[2]
    assert (told.at, told.answered, told.message_id, told.writer) == (at("2026-03-20 10:00"), True, None, ANNA)


def test_a_quoted_answer_counts_for_the_company_that_wrote_it() -> None:
    signal = Signal(
        name="quoted_answer", text="On 20 March Bo <bo@other.com> wrote:", value="2026-03-20T10:00:00+00:00"
    )
    ours = mail(
        message("o1", "2026-03-21", US, f"{ANNA}, bo@other.com"), known=facts("reply", "outbound", signals=[signal])
    )

    assert humans(ours) == ["i1"]
    told = known_of(INQUIRY, QUOTE, ours, keys=["other.com"]).touches[0]
    assert (told.answered, told.writer) == (True, "bo@other.com")


def handed_on(words: str, subject: str = "FW: lamps", at_: str = "2026-03-20T10:00:00+00:00") -> Seen:
    signal = Signal(name="quoted_answer", text=f"From: Anna <{ANNA}>", value=at_)
    below = f"-----Original Message-----\nFrom: Anna <{ANNA}>\nSent: Friday, 20 March 2026 10:00\nTo: Amy\n\n{words}"
    mail_ = replace(message("h1", "2026-03-21", US, US), subject=subject, new_text="Lin, for you.", quoted=below)
    return mail(mail_, known=facts("internal", "inbound", signals=[signal]))


def test_a_refusal_that_a_colleague_hands_on_to_us_ends_the_chase() -> None:
    known = known_of(INQUIRY, QUOTE, handed_on("We have bought elsewhere and do not need your offer any more."))

    told = known.touches[2]
    assert (told.kind, told.at, told.answered, told.writer) == (Kind.REFUSAL, at("2026-03-20 10:00"), True, ANNA)


def test_what_a_colleague_hands_on_counts_only_where_a_person_wrote_it_and_the_mail_is_not_ours_already() -> None:
    away = handed_on("I am out of the office until 30 March and answer when I am back.", "FW: Automatic reply: lamps")
    held = handed_on("What is your price?", at_=f"{INQUIRY.message.at:%Y-%m-%dT%H:%M:%S+00:00}")

    assert humans(away) == ["i1"]
    assert humans(held) == ["i1"]
    assert len(known_of(INQUIRY, QUOTE, handed_on("Too dear for us.")).touches) == 3


def test_a_colleagues_mail_is_no_mail_of_ours_to_the_customer() -> None:
    told = known_of(INQUIRY, QUOTE, handed_on("Too dear for us, sorry."))

    assert [touch.direction.value for touch in told.touches] == ["inbound", "outbound", "inbound"]


def test_a_quoted_mail_that_lies_in_the_mailbox_counts_once() -> None:
    signal = Signal(name="quoted_answer", value="2026-03-02T17:00")
    ours = mail(message("o1", "2026-03-21", US, ANNA), known=facts("reply", "outbound", signals=[signal]))

    assert [one.message_id for one in known_of(INQUIRY, QUOTE, ours).touches] == ["i1", "q1", "o1"]


def test_a_quoted_mail_without_a_readable_date_counts_only_when_it_is_missing() -> None:
    told = facts("reply", "outbound", signals=[Signal(name="quoted_answer")])
    again = mail(message("o1", "2026-03-21", US, ANNA, answers="i1"), known=told)
    gone = mail(message("o1", "2026-03-21", US, ANNA, answers="i1 x9"), known=told)

    assert [one.message_id for one in known_of(INQUIRY, QUOTE, again).touches] == ["i1", "q1", "o1"]
    assert [one.message_id for one in known_of(INQUIRY, QUOTE, gone).touches] == ["i1", "q1", None, "o1"]


def test_what_they_said_on_the_phone_counts_just_before_our_mail_about_it() -> None:
    ours = mail(
        message("o1", "2026-03-21", US, ANNA), known=facts("reply", "outbound", signals=[Signal(name="spoken_answer")])
    )

    told = known_of(INQUIRY, QUOTE, ours).touches[2]

    assert (told.at, told.by, told.is_human) == (at("2026-03-21") - timedelta(minutes=1), "other", True)


def test_the_same_whatever_the_order_of_reading() -> None:
    mails = [
        INQUIRY,
        QUOTE,
        mail(message("r1", "2026-04-01", "Anna Muster <am77@gmail.com>", answers="q1", text="Anna, Muster Leuchten")),
        mail(message("r2", "2026-04-02", "bert@muster-leuchten.de"), "holding_reply"),
        mail(message("o1", "2026-04-03", US, "bert@muster-leuchten.de"), "reply"),
    ]
    first = known_of(*mails)
    for seed in range(5):
        random.Random(seed).shuffle(mails)
        assert known_of(*mails) == first


def test_a_split_address_is_a_customer_of_its_own() -> None:
    bert = mail(message("r1", "2026-04-01", "bert@muster-leuchten.de"), "inquiry")
    said = Corrections(split=frozenset({"bert@muster-leuchten.de"}))

    rest = known_of(INQUIRY, QUOTE, bert, said=said)
    alone = known_of(INQUIRY, QUOTE, bert, keys=["bert@muster-leuchten.de"], said=said)

    assert [one.message_id for one in rest.touches] == ["i1", "q1"]
    assert [one.message_id for one in alone.touches] == ["r1"]
    assert (alone.domain, alone.country, alone.is_freemail) == ("muster-leuchten.de", "DE", False)


def test_merged_companies_have_one_history() -> None:
    other = mail(message("r1", "2026-04-01", "x@muster-holding.com"), "order")

    known = known_of(INQUIRY, QUOTE, other, keys=["muster-leuchten.de", "muster-holding.com"])

    assert [one.kind for one in known.touches] == [Kind.INQUIRY, Kind.QUOTE, Kind.ORDER]
    assert known.domains == ("muster-leuchten.de", "muster-holding.com")


def test_a_web_form_with_reply_to_concerns_the_buyer() -> None:
    form = mail(
        message("f1", "2026-03-02", "web@brightline.example", reply_to=f"Anna <{ANNA}>"),
        known=facts("inquiry", "inbound"),
    )

    known = known_of(form)

    assert (known.role, known.touches[0].writer, known.touches[0].direction) == ("customer", ANNA, Direction.INBOUND)


@pytest.mark.parametrize(("signal", "kind"), [("told_refusal", Kind.REFUSAL), ("told_stop", Kind.STOP_REQUEST)])
def test_a_no_that_our_words_repeat_counts_as_theirs_unless_we_offer_anew(signal: str, kind: Kind) -> None:
    told = [Signal(name="spoken_answer"), Signal(name=signal)]
    regret = mail(message("o1", "2026-03-21", US, ANNA), known=facts("reply", "outbound", signals=told))
    anew = mail(message("o2", "2026-03-21", US, ANNA), known=facts("quote", "outbound", signals=told))

    assert [one.kind for one in known_of(INQUIRY, QUOTE, regret).touches if one.is_human] == [Kind.INQUIRY, kind]
    assert [one.kind for one in known_of(INQUIRY, QUOTE, anew).touches if one.is_human] == [Kind.INQUIRY, Kind.REPLY]
