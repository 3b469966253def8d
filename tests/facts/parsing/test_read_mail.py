"""What `read` makes of single mails of the corpus: headers, dates, addresses, charsets, attachments, reports."""

from datetime import UTC, datetime

import pytest

from assistant.facts.parsing.headers import addresses, mail_date, pick, words
from assistant.facts.parsing.read import read
from assistant.model import Message
from tests.given.corpus import CORPUS

RECEIVED = datetime(2026, 2, 10, 8, 31, tzinfo=UTC)


def mail(name: str) -> Message:
    return read((CORPUS / f"{name}.eml").read_bytes(), received=RECEIVED)


def test_words_with_odd_labels_groups_comments_and_quoted_commas_are_read() -> None:
    odd = mail("head-odd-words")

    assert odd.sender.name == "王芳"
    assert odd.subject == "报价单 BL-2031"
    assert [(one.name, one.address) for one in odd.to] == [
        ("Müller, Hans", "hans@lichthof.example"),
        ('Doe, "JJ" John', "john@lichthof.example"),
        ("", "a@x.example"),
        ("", "b@x.example"),
        ("Info Desk", "info@x.example"),
    ]


def test_exchange_brackets_two_digit_years_and_zone_names_are_understood() -> None:
    odd = mail("head-odd-words")

    assert odd.message_id == "odd1@x.example"
    assert odd.at == datetime(2026, 2, 10, 14, 30, tzinfo=UTC)
    assert odd.date_offset_minutes == -300


def test_raw_eight_bit_headers_and_bodies_are_decoded() -> None:
    raw = mail("head-raw-8bit")

    assert raw.subject == "Preisanfrage für Straßenleuchten"
    assert raw.new_text == "Grüße aus Köln"


def test_undeclared_chinese_is_recognised() -> None:
    bare = mail("head-undeclared-gb")

    assert bare.subject == "报价单已发送"
    assert bare.new_text == "请尽快报价，数量五百个。"


def test_a_mail_without_message_id_gets_one_from_its_content_whichever_way_it_came() -> None:
    raw = (CORPUS / "head-no-id.eml").read_bytes()
    first, second = read(raw), read(b"Received: from mx by me; Tue, 10 Feb 2026 09:00:00 +0000\r\n" + raw)

    assert first.id_is_ours
    assert first.message_id == second.message_id
    assert "Date missing" in first.problems
    assert second.at == datetime(2026, 2, 10, 9, 0, tzinfo=UTC)


def test_a_date_in_the_future_gives_way_to_the_time_of_arrival() -> None:
    forged = mail("head-future")

    assert forged.at == RECEIVED
    assert forged.problems == ("Date in the future",)


def test_attachments_are_known_by_decoded_name_type_and_size() -> None:
    files = mail("head-attachments").attachments

    assert [(one.name, one.type) for one in files] == [
        ("Angebot Straßenleuchte.pdf", "application/pdf"),
        ("报价.xls1", "application/octet-stream"),
    ]
    assert files[0].size_bytes == 9


def test_a_report_names_the_failed_recipient_and_the_mail_it_is_about() -> None:
    report = mail("bounce-dsn").report

    assert report["recipients"] == "ana@casaluz.example failed 5.1.1"
    assert report["original-message-id"] == "q1@brightline.example"
    assert report["original-subject"] == "LED panel"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Tue, 10 Feb 2026 09:30:00 +0100 (CET)", datetime(2026, 2, 10, 8, 30, tzinfo=UTC)),
        ("10 Feb 99 09:30:00 GMT", datetime(1999, 2, 10, 9, 30, tzinfo=UTC)),
        ("Tue Feb 10 09:30:00 2026", datetime(2026, 2, 10, 9, 30, tzinfo=UTC)),
        ("2026-02-10T09:30:00+08:00", datetime(2026, 2, 10, 1, 30, tzinfo=UTC)),
        ("Tue, 10 Feb 2026 24:61:00 +0000", None),
        ("yesterday", None),
        ("Tue, 10 Feb 20260000 09:30:00 +9999", None),
    ],
)
def test_dates_as_clients_write_them(text: str, moment: datetime | None) -> None:
    parsed = mail_date(text)

    assert (parsed[0] if parsed else None) == moment


def test_a_name_cannot_smuggle_a_line_break_into_a_header() -> None:
    assert "\n" not in words("=?utf-8?Q?Ana=0D=0ABcc:_evil@x.example?=")


def test_sixteen_thousand_recipients_are_not_read_one_by_one() -> None:
    listed = addresses(", ".join(f"a{number}@x.example" for number in range(16_000)))

    assert len(listed) == 500


def test_fields_are_found_below_an_mbox_line_and_in_bare_carriage_returns() -> None:
    assert pick(b"From x Tue Feb 10\nSubject: a\n b\n\nbody")["subject"] == ["a b"]
    assert read(b"From: a@x.example\rSubject: hi\r\rText").subject == "hi"
