"""The persons of a customer: confirmed, dead, replaced; and the customer's country and zone."""

import pytest

from assistant.model import Person, Signal
from tests.given.customers import known_of, mail
from tests.given.messages import facts, message
from tests.given.parties import ANNA, US
from tests.given.understood import received

BERT = "bert@muster-leuchten.de"
INQUIRY = mail(message("i1", "2026-03-02", f"Anna Muster <{ANNA}>", cc=BERT), "inquiry")
QUOTE = mail(message("q1", "2026-03-03", US, ANNA, cc=BERT, answers="i1"), "quote")
DAEMON = "mailer-daemon@mx.muster-leuchten.de"


def people(*seen: object) -> dict[str, Person]:
    """Return the persons by address."""
    return {one.address: one for one in known_of(INQUIRY, QUOTE, *seen).people}  # type: ignore[arg-type]


def bounce(to: str, status: str, answers: str = "", when: str = "2026-03-03 09:05") -> object:
    """Return a bounce of our quote."""
    signals = [Signal(name="failed", value=to, text=status)]
    return mail(message("b1", when, DAEMON, answers=answers), known=facts("bounce", signals=signals))


def test_who_stood_in_cc_of_the_customers_mail_is_confirmed() -> None:
    assert {one.address: one.confirmed for one in known_of(INQUIRY).people} == {ANNA: True, BERT: True}


def test_a_newsletter_sender_is_nobody() -> None:
    assert set(people(mail(message("n1", "2026-04-01", "post@muster-leuchten.de"), "bulk"))) == {ANNA, BERT}


@pytest.mark.parametrize(
    ("status", "dead"),
    [
        ("permanent 5.1.1", True),
        ("permanent 5.1.10", True),
        ("permanent 5.2.1", True),
        ("permanent 5.2.2", False),
        ("permanent 5.7.1", False),
        ("temporary 4.4.7", False),
        ("", False),
    ],
)
def test_only_an_unknown_or_disabled_user_is_dead(status: str, dead: bool) -> None:
    assert people(bounce(ANNA, status))[ANNA].dead is dead


def test_a_mail_is_bounced_only_when_it_failed_for_all() -> None:
    one = bounce(ANNA, "permanent 5.1.1", "q1")
    other = mail(
        message("b2", "2026-03-03 09:06", DAEMON, answers="q1"),
        known=facts("bounce", signals=[Signal(name="failed", value=BERT, text="permanent 5.1.1")]),
    )

    def bounced(*seen: object) -> list[bool]:
        return [t.bounced for t in known_of(INQUIRY, QUOTE, *seen).touches if t.message_id == "q1"]  # type: ignore[arg-type]

    assert bounced(one) == [False]
    assert bounced(one, other) == [True]


def test_a_delay_is_no_failure() -> None:
    alone = mail(message("o1", "2026-03-10", US, ANNA))
    delay = mail(
        message("b1", "2026-03-10 13:00", DAEMON, answers="o1", report={"action": "delayed", "status": "4.4.1"}),
        known=facts("bounce", signals=[Signal(name="failed", value=ANNA, text="temporary 4.4.1")]),
    )

    assert [one.bounced for one in known_of(alone, delay).touches] == [False, False]


def test_a_delay_told_in_words_alone_is_no_failure() -> None:
    alone = mail(message("o1", "2026-03-10", US, ANNA))
    late = received(
        "Your message has been delayed. Delivery attempts will continue.",
        "MAILER-DAEMON@mx.example",
        "Warning: message delayed 4 hours",
        answers=("o1@x",),
    )
    delay = mail(message("b1", "2026-03-10 17:00", DAEMON, answers="o1"), known=late)

    assert [one.bounced for one in known_of(alone, delay).touches] == [False, False]


def test_a_bounce_without_ids_finds_its_mail_by_address_and_time() -> None:
    alone = mail(message("o1", "2026-03-10", US, ANNA))

    late = known_of(alone, bounce(ANNA, "permanent 5.1.1", when="2026-03-12"))  # type: ignore[arg-type]
    never = known_of(alone, bounce(ANNA, "permanent 5.1.1", when="2026-04-12"))  # type: ignore[arg-type]

    assert [one.bounced for one in late.touches] == [True, False]
    assert [one.bounced for one in never.touches] == [False]


def test_a_bounce_without_signals_is_read_from_its_report() -> None:
    report = {"final-recipient": f"rfc822;{ANNA}", "status": "5.1.1", "action": "failed"}
    told = mail(message("b1", "2026-03-03 09:05", DAEMON, answers="q1", report=report), known=facts("bounce"))

    assert people(told)[ANNA].dead


@pytest.mark.parametrize(
    ("named", "dead"),
    [
        (ANNA, True),
        ("anna@ims_daemon", True),  # an inner address of their mail system
        ("anna@mx3.muster-leuchten.de", True),
        ("bert@muster-leuchten.de", False),  # one member of a group; the others had it
        ("anna.muster77@gmail.com", False),  # a forward of hers failed; she may have had it
    ],
)
def test_a_report_that_names_an_inner_address_means_the_one_we_wrote_to(named: str, dead: bool) -> None:
    told = facts("bounce", signals=[Signal(name="failed", value=named, text="permanent 5.1.1")])
    bounce = mail(message("b1", "2026-03-03 09:05", DAEMON, answers="q1"), known=told)

    quote = mail(message("q1", "2026-03-03", US, ANNA, answers="i1"), "quote")
    known = known_of(INQUIRY, quote, bounce)

    assert next(one.dead for one in known.people if one.address == ANNA) is dead
    assert known.touches[1].bounced is dead


def test_who_writes_after_the_bounce_is_alive() -> None:
    assert not people(bounce(ANNA, "permanent 5.2.1"), mail(message("r1", "2026-04-01")))[ANNA].dead


def test_who_left_is_dead_and_the_successor_confirmed() -> None:
    signals = [Signal(name="left_company"), Signal(name="successor", value="Priti@muster-leuchten.de")]
    left = mail(message("a1", "2026-03-03 09:01", answers="q1"), known=facts("auto_reply", signals=signals))

    known = people(left)

    assert (known[ANNA].dead, known[ANNA].successor) == (True, "priti@muster-leuchten.de")
    assert known["priti@muster-leuchten.de"].confirmed


def test_a_successor_at_another_company_is_no_recipient() -> None:
    signals = [Signal(name="left_company"), Signal(name="successor", value="x@elsewhere.com")]
    left = mail(message("a1", "2026-03-03 09:01"), known=facts("auto_reply", signals=signals))

    assert set(people(left)) == {ANNA, BERT}


def test_the_language_is_that_of_most_of_the_last_five_mails() -> None:
    mails = [
        mail(
            message(f"r{n}", f"2026-04-0{n}", text="a text that is long enough"),
            known=facts("reply", language=language),
        )
        for n, language in enumerate(["en", "en", "en", "de", "de", "de"], 1)
    ]

    assert people(*mails)[ANNA].language == "de"


def test_a_mail_of_two_words_tells_no_language() -> None:
    short = mail(message("r1", "2026-04-01", text="Moi Kevin, 100? Pekka"), known=facts("reply", language="vi"))
    chinese = mail(message("r1", "2026-04-01", text="请报价"), known=facts("reply", language="zh"))

    assert (people(short)[ANNA].language, people(chinese)[ANNA].language) == (None, "zh")


def test_an_info_address_is_a_role() -> None:
    known = known_of(mail(message("i1", "2026-03-02", "info@muster-leuchten.de"), "inquiry"))

    assert [one.role_account for one in known.people] == [True]


@pytest.mark.parametrize(
    ("sender", "phone", "country", "offset", "expected"),
    [
        ("a@firm.de", "+442071234567", None, 480, ("DE", "Europe/Berlin", "EU")),
        ("a@firm.com", "+442071234567", "FR", 60, ("GB", "Europe/London", "EU")),
        ("a@firm.com", None, "FR", -300, ("FR", "Europe/Paris", "EU")),
        ("a@firm.io", None, None, 330, (None, "Asia/Kolkata", "XX")),
        ("a@firm.com", None, None, 0, (None, None, "XX")),
        ("a@firm.ru", None, None, 420, ("RU", "Asia/Novosibirsk", "CIS")),
        ("a@firm.ru", None, None, 480, ("RU", "Asia/Irkutsk", "CIS")),
        ("a@firm.ru", None, None, -480, ("RU", "Europe/Moscow", "CIS")),
        ("a@firm.com.mx", None, None, None, ("MX", "America/Mexico_City", "LA")),
        ("a@web.de", None, None, None, ("DE", "Europe/Berlin", "EU")),
        ("a@web.de", "+39061234567", None, None, ("IT", "Europe/Rome", "EU")),
    ],
)
def test_country_and_zone(
    sender: str, phone: str | None, country: str | None, offset: int | None, expected: tuple[str | None, ...]
) -> None:
    asked = mail(
        message("i1", "2026-03-02", sender, offset_minutes=offset), known=facts("inquiry", phone=phone, country=country)
    )
    key = sender if "web.de" in sender else sender.partition("@")[2]

    known = known_of(asked, keys=[key])

    assert (known.country, known.timezone, known.region) == expected


def test_a_colleague_who_tells_of_a_leaver_takes_over() -> None:
    signals = [Signal(name="left_company", value=ANNA)]
    told = mail(message("r1", "2026-04-01", BERT), known=facts("reply", signals=signals))

    known = people(told)

    assert (known[ANNA].dead, known[ANNA].successor, known[BERT].dead) == (True, BERT, False)


def test_one_who_says_goodbye_is_written_to_no_more_until_he_writes_again() -> None:
    goodbye = [Signal(name="left_company", value=ANNA), Signal(name="successor", value=BERT)]
    told = mail(message("r1", "2026-04-01"), known=facts("reply", signals=goodbye))
    again = mail(message("r2", "2026-05-01"), known=facts("reply"))

    assert (people(told)[ANNA].dead, people(told)[ANNA].successor) == (True, BERT)
    assert not people(told, again)[ANNA].dead


def test_one_who_says_goodbye_from_his_private_address_is_gone_at_the_firm_too() -> None:
    private = "am77@gmail.com"
    goodbye = [Signal(name="left_company", value=private), Signal(name="successor", value=BERT)]
    text = "I left Muster Leuchten last week.\nAnna, Muster Leuchten"
    told = mail(
        message("r1", "2026-04-01", f"Anna Muster <{private}>", answers="i1 q1", text=text),
        known=facts("reply", signals=goodbye),
    )

    known = people(told)

    assert [(known[one].dead, known[one].successor) for one in (ANNA, private)] == [(True, BERT), (True, BERT)]


def test_colleagues_who_all_show_their_firm_s_name_have_not_left_with_one_of_them() -> None:
    goodbye = [Signal(name="left_company", value=ANNA)]
    asked = mail(message("r1", "2026-03-30", f"Muster Leuchten <{BERT}>"), known=facts("reply"))
    told = mail(message("r2", "2026-04-01", f"Muster Leuchten <{ANNA}>"), known=facts("reply", signals=goodbye))

    known = people(asked, told)

    assert (known[ANNA].dead, known[BERT].dead) == (True, False)


def test_a_person_who_only_says_that_somebody_left_has_not_left() -> None:
    told = mail(message("r1", "2026-04-01"), known=facts("reply", signals=[Signal(name="left_company")]))

    assert not people(told)[ANNA].dead
