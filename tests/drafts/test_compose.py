"""A draft as bytes: every header as the contract says, read back by a second implementation, whatever the input."""

import re
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafts.compose import Ids, compose
from assistant.drafts.enclosures import Enclosure
from assistant.drafts.headerlines import clean_header
from assistant.facts.parsing.read import read
from assistant.model import Decision, Direction, Draft, History, Kind, Me, MessageId, PersonName, Touch, Wording
from assistant.phrases import book as books
from assistant.phrases.samples import ME, OCCASIONS, PEOPLE, situation
from assistant.phrases.write import write

NOW = datetime(2026, 11, 18, 6, 0, tzinfo=UTC)
IDS = Ids(draft="4f1c2a9b", message="m7q0", token="t9x3")
WORDING = Wording(
    language="en", subject=None, body="Dear Ms Vogt,\n\nNews.\n\nKind regards,\n", phrases=("p",), sentences=("news",)
)
HER = "buying@nordlicht-leuchten.example"


def setting() -> tuple[Decision, History]:
    return situation(PEOPLE[0], OCCASIONS[0])


def composed(
    decision: Decision | None = None, history: History | None = None, wording: Wording = WORDING, me: Me = ME
) -> Draft:
    usual, past = setting()
    return compose(decision or usual, history or past, wording, me, NOW, mailbox="lin", ids=IDS)


def parsed(draft: Draft) -> EmailMessage:
    return message_from_bytes(draft.raw, policy=policy.default)


def head(draft: Draft) -> list[str]:
    return draft.raw.split(b"\r\n\r\n")[0].decode("ascii").split("\r\n")


def answered(touch: Touch) -> Draft:
    """Compose an answer to one mail, alone in its thread."""
    decision, history = setting()
    return composed(replace(decision, thread=touch), replace(history, touches=(touch,)))


def their(text: str = "Please quote.", **changes: object) -> Touch:
    touch = setting()[1].touches[0]
    return replace(touch, text=text, **changes)  # type: ignore[arg-type]  # fields by name


def test_the_headers_of_a_follow_up_are_exactly_these() -> None:
    assert head(composed()) == [
        "From: Lin Wei <lin@brightline.example>",
        "To: Karin Vogt <buying@nordlicht-leuchten.example>",
        "Subject: Re: LED panels",
        "Date: Wed, 18 Nov 2026 14:00:00 +0800",
        "Message-ID: <m7q0@brightline.example>",
        "In-Reply-To: <quote@brightline.example>",
        "References: <inquiry@nordlicht-leuchten.example>",
        " <t9x3@brightline.example>",
        " <quote@brightline.example>",
        "X-Followup-Draft: 4f1c2a9b",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 7bit",
    ]


def test_the_text_is_wording_signature_and_the_answered_mail_below() -> None:
    assert parsed(composed()).get_content().replace("\r\n", "\n") == (
        "Dear Ms Vogt,\n\nNews.\n\nKind regards,\nLin Wei\nExport Manager, Brightline Lighting\n\n"
        "On Tue, 3 Nov 2026 at 14:00, Lin Wei <lin@brightline.example> wrote:\n"
        "> our price is USD 4.20 per piece FOB Ningbo.\n"
    )


def test_our_own_reader_finds_the_new_text_the_history_and_the_thread() -> None:
    seen = read(composed().raw)

    assert "News." in seen.new_text
    assert "4.20" not in seen.new_text
    assert seen.in_reply_to == ("quote@brightline.example",)
    assert seen.references[-2:] == ("t9x3@brightline.example", "quote@brightline.example")
    assert seen.problems == ()


def test_a_fresh_mail_refers_to_its_token_alone() -> None:
    fresh = composed(replace(setting()[0], thread=None), wording=replace(WORDING, subject="New price: LED panel"))

    assert parsed(fresh)["References"] == "<t9x3@brightline.example>"
    assert parsed(fresh)["In-Reply-To"] is None
    assert parsed(fresh)["Subject"] == "New price: LED panel"
    assert "wrote:" not in parsed(fresh).get_content()
    assert fresh.in_reply_to is None


def test_a_new_topic_keeps_the_thread_but_drags_no_old_quotation_along() -> None:
    greeting = composed(wording=replace(WORDING, subject="Best wishes for Christmas"))

    assert parsed(greeting)["Subject"] == "Best wishes for Christmas"
    assert parsed(greeting)["In-Reply-To"] == "<quote@brightline.example>"
    assert "wrote:" not in parsed(greeting).get_content()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("LED panels", "Re: LED panels"),
        ("RE: LED panels", "Re: LED panels"),
        ("AW: Re: LED panels", "Re: LED panels"),
        ("回复：报价", "Re: 报价"),
        ("Re[2]: LED panels", "Re: LED panels"),
        ("Fwd: LED panels", "Re: Fwd: LED panels"),
        ("Reference 7: LED panels", "Re: Reference 7: LED panels"),
        ("LED\r\nBcc: thief@evil.example", "Re: LED Bcc: thief@evil.example"),
        ("", "Re:"),
    ],
)
def test_the_subject_is_the_threads_with_one_reply_mark(before: str, after: str) -> None:
    draft = answered(their(subject=before))

    assert draft.subject == after
    assert parsed(draft)["Subject"] == after
    assert parsed(draft)["Bcc"] is None


def test_the_last_mail_that_the_customer_saw_is_answered_and_nothing_internal_is_quoted() -> None:
    decision, history = setting()
    thread = [replace(touch, thread="t") for touch in history.touches]
    later = replace(their("When can you ship?"), at=NOW - timedelta(days=3), message_id=MessageId("last@x"), thread="t")
    ours = Touch(
        at=NOW - timedelta(days=2),
        direction=Direction.OUTBOUND,
        kind=Kind.INTERNAL,
        message_id=MessageId("colleague@x"),
        thread="t",
        text="He never pays, keep the price up.",
    )
    robot = replace(later, kind=Kind.AUTO_REPLY, at=NOW - timedelta(days=1), message_id=MessageId("robot@x"))
    failed = replace(thread[1], bounced=True, at=NOW - timedelta(hours=9), message_id=MessageId("failed@x"))
    phoned = replace(thread[1], by="phone", note="grumbled about us", at=NOW - timedelta(hours=2), message_id=None)
    past = replace(history, touches=(*thread, later, ours, robot, failed, phoned))

    draft = composed(replace(decision, thread=thread[1]), past)

    assert draft.in_reply_to == "last@x"
    assert "> When can you ship?" in parsed(draft).get_content()
    assert "never pays" not in parsed(draft).get_content()
    assert "grumbled" not in parsed(draft).get_content()


def test_a_stranger_who_answers_in_the_thread_is_never_quoted_to_the_customer() -> None:
    decision, history = setting()
    thread = [replace(touch, thread="t") for touch in history.touches]
    stranger = replace(
        their("Our cost is 3.10, do not tell her."),
        at=NOW - timedelta(days=1),
        message_id=MessageId("stranger@x"),
        thread="t",
        writer="chen@profiles.example",
        to=("lin@brightline.example",),
    )

    draft = composed(replace(decision, thread=stranger), replace(history, touches=(*thread, stranger)))

    assert "3.10" not in parsed(draft).get_content()
    assert draft.in_reply_to == thread[-1].message_id


def test_a_mail_without_an_id_of_its_own_is_quoted_but_not_referred_to() -> None:
    draft = answered(their(message_id=MessageId("0123abcd@content.invalid"), references=()))

    assert draft.in_reply_to is None
    assert parsed(draft)["References"] == "<t9x3@brightline.example>"
    assert "> Please quote." in parsed(draft).get_content()


def test_long_ids_and_long_chains_survive_unbroken() -> None:
    """Python's own writer turns ids of more than 78 characters into encoded words, which breaks the thread."""
    chain = tuple(MessageId(f"AM0PR04MB{number:04}{'5' * 90}@eurprd04.prod.outlook.com") for number in range(90))
    draft = answered(their(references=chain, message_id=chain[-1]))
    references = re.findall(rb"<([^<>]+)>", draft.raw.split(b"References:")[1].split(b"X-Followup")[0])

    assert references[0] == chain[0].encode()
    assert references[-2:] == [b"t9x3@brightline.example", chain[-1].encode()]
    assert len(references) == 51
    assert all(len(line) <= 998 for line in draft.raw.split(b"\r\n"))
    assert read(draft.raw).references[-1] == chain[-1]


def test_names_stand_only_where_they_are_sure() -> None:
    decision, history = setting()
    unsure = replace(history.people[0], name=PersonName(full="Karin Vogt"))

    assert head(composed(decision, replace(history, people=(unsure,))))[1] == f"To: {HER}"


def test_cc_holds_each_other_once_and_never_us_or_the_recipient() -> None:
    decision, _ = setting()
    others = ("max@nordlicht-leuchten.example", HER, "lin@brightline.example", "max@nordlicht-leuchten.example")

    draft = composed(replace(decision, cc=others))

    assert draft.cc == ("max@nordlicht-leuchten.example",)
    assert parsed(draft)["Cc"] == "max@nordlicht-leuchten.example"


def test_the_address_that_carried_the_thread_writes_and_names_the_domain_of_the_ids() -> None:
    me = replace(ME, addresses=ME.addresses | {"sales@brightline-lighting.example"})
    draft = composed(replace(setting()[0], sender="sales@brightline-lighting.example"), me=me)

    assert draft.sender == "sales@brightline-lighting.example"
    assert draft.message_id == "m7q0@brightline-lighting.example"
    assert draft.token == "t9x3@brightline-lighting.example"


def test_an_address_that_is_no_longer_ours_does_not_write() -> None:
    assert composed(replace(setting()[0], sender="old@former.example")).sender == "lin@brightline.example"


def test_after_a_colleagues_quote_the_address_that_the_customer_knows_writes() -> None:
    me = replace(ME, addresses=ME.addresses | {"a.private@mail.example"})

    assert composed(replace(setting()[0], sender="mei@brightline.example"), me=me).sender == "lin@brightline.example"


@pytest.mark.parametrize(
    "bad", ["a@b.example\r\nBcc: x@y.example", "a b@c.example", "a@b.example, x@y.example", "a", "a@ü"]
)
def test_an_address_that_could_smuggle_a_header_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="address"):
        composed(replace(setting()[0], to=bad))


def test_without_a_recipient_there_is_no_draft() -> None:
    with pytest.raises(ValueError, match="recipient"):
        composed(replace(setting()[0], to=None))


def test_nothing_about_the_customer_stands_in_what_the_draft_carries() -> None:
    raw = composed().raw.decode()

    assert "EU-001" not in raw
    assert not re.search(r"spell|step|grade|#1", raw)


def test_what_the_ledger_must_know_is_told() -> None:
    draft = composed()

    assert (draft.draft, draft.mailbox, draft.topic, draft.to, draft.wording) == (
        "4f1c2a9b",
        "lin",
        "correction",
        (HER,),
        WORDING,
    )


def test_text_beyond_ascii_travels_as_quoted_printable_with_short_lines() -> None:
    text = (
        f"Dear Ms Vogt,\n\n{'Die Lieferzeit beträgt 18 Tage. ' * 40}\n\n价格已更新 😀\nFrom here on.\n\nKind regards,\n"
    )
    draft = composed(wording=replace(WORDING, body=text))

    assert "Content-Transfer-Encoding: quoted-printable" in head(draft)
    assert all(
        len(line) <= 76 and not line.startswith(b"From ") for line in draft.raw.split(b"\r\n\r\n", 1)[1].split(b"\r\n")
    )
    assert parsed(draft).get_content().replace("\r\n", "\n").startswith(text.replace(". \n", ".\n").rstrip())


def test_quoted_history_is_bounded_and_nests() -> None:
    draft = answered(their("> older\n" + "line\n" * 500))
    quoted = [line for line in parsed(draft).get_content().splitlines() if line.startswith(">")]

    assert quoted[0] == ">> older"
    assert quoted[-1] == "> [...]"
    assert len(quoted) == 61


def test_a_seller_without_a_signature_signs_with_the_name() -> None:
    assert "Kind regards,\nLin Wei\n" in parsed(composed(me=replace(ME, signature=""))).get_content().replace(
        "\r\n", "\n"
    )


@given(name=st.text(max_size=120), subject=st.text(max_size=200), body=st.text(max_size=300))
@settings(max_examples=250, deadline=None)
def test_any_name_subject_and_text_makes_one_clean_mail_that_reads_back(name: str, subject: str, body: str) -> None:
    decision, history = setting()
    named = replace(history.people[0], name=PersonName(full=name, sure=True))
    draft = compose(
        decision,
        replace(history, people=(named,)),
        replace(WORDING, subject=subject, body=f"Dear Ms Vogt,\n\n{body}\n\nKind regards,\n"),
        replace(ME, name=name),
        NOW,
        mailbox="lin",
        ids=IDS,
    )
    mail = parsed(draft)

    assert [key for key in mail] == [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "In-Reply-To",
        "References",
        "X-Followup-Draft",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    ]
    seen = read(draft.raw)
    assert seen.sender.address == "lin@brightline.example"
    assert [one.address for one in seen.to] == [HER]
    assert " ".join(seen.subject.split()) == clean_header(subject)
    assert b"\x00" not in draft.raw
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", draft.raw)
    assert all(len(line) <= 998 for line in draft.raw.split(b"\r\n"))


@given(name=st.text(min_size=1, max_size=60).filter(lambda text: clean_header(text) != "" and "@" not in text))
@settings(max_examples=200, deadline=None)
def test_a_name_reads_back_as_it_was_written(name: str) -> None:
    decision, history = setting()
    named = replace(history.people[0], name=PersonName(full=name, sure=True))

    # compat32: policy.default of 3.11 leaves a blank between two encoded words of one name, against RFC 2047 6.2.
    raw = composed(decision, replace(history, people=(named,))).raw
    display, spec = parseaddr(message_from_bytes(raw)["To"])
    assert spec == HER
    assert " ".join(str(make_header(decode_header(display))).split()) == clean_header(name)
    assert read(raw).to[0].address == HER


def test_words_and_files_go_together_or_not_at_all() -> None:
    decision, history = setting()
    sheet = Enclosure(name="ce.pdf", type="application/pdf", content=b"%PDF", folder="certificates")
    said = write(decision, history, books.load()[0], ME, NOW, files=(sheet,))
    assert isinstance(said, Wording)

    whole = compose(decision, history, said, ME, NOW, mailbox="lin", ids=IDS, files=(sheet,))
    assert [part.get_filename() for part in parsed(whole).iter_attachments()] == ["ce.pdf"]
    with pytest.raises(ValueError, match="other files"):
        compose(decision, history, said, ME, NOW, mailbox="lin", ids=IDS)
    with pytest.raises(ValueError, match="other files"):
        compose(decision, history, WORDING, ME, NOW, mailbox="lin", ids=IDS, files=(sheet,))


def test_a_thousand_drafts_take_less_than_a_second_and_a_half() -> None:
    """Performance goal: 600 a second on the reference machine; room is left for a busy one."""
    decision, history = setting()
    began = time.process_time()
    for _ in range(1000):
        compose(decision, history, WORDING, ME, NOW, mailbox="lin", ids=IDS)

    assert time.process_time() - began < 1.5


@pytest.mark.parametrize(
    ("language", "above"),
    [
        ("de", "Am Di., 3. Nov. 2026 um 14:00 schrieb Lin Wei <lin@brightline.example>:"),
        ("fr", "Le mar. 3 nov. 2026 à 14:00, Lin Wei <lin@brightline.example> a écrit :"),
        ("es", "El mar, 3 nov 2026 a las 14:00, Lin Wei <lin@brightline.example> escribió:"),
        ("zh", "Lin Wei <lin@brightline.example> 于2026年11月3日周二 14:00写道："),
    ],
)
def test_the_line_above_the_quoted_mail_and_the_signature_are_in_the_letters_language(
    language: str, above: str
) -> None:
    book = books.load()[0]
    decision, history = situation(PEOPLE[0], OCCASIONS[0], language)
    me = replace(ME, signatures=((language, "Lin Wei\n[signature]"),))
    wording = write(decision, history, book, me, NOW)
    assert isinstance(wording, Wording)
    assert wording.language == language
    text = parsed(compose(decision, history, wording, me, NOW, mailbox="lin", ids=IDS)).get_content()

    assert above in text.replace("\r\n", "\n").replace("\u00a0", " ").split("\n")
    assert "[signature]" in text
