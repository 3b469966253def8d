"""The quote's own files go along with a follow-up where the rules say so."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from hypothesis import given
from hypothesis import strategies as st

from assistant.drafts.enclosures import Enclosure, enclosed, enclosures_of

HEAD = b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
TEXT = HEAD + b"Content-Transfer-Encoding: 7bit\r\n\r\nHello\r\n"
SHEET = Enclosure(name="报价单 BL-2031.pdf", type="application/pdf", content=b"%PDF-1.7\n" * 40)


def quote_with(name: str, content: bytes) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Quotation"
    mail.set_content("Please see attached.")
    mail.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes()


def test_the_files_of_the_sent_quote_are_found_by_name_and_content() -> None:
    found = enclosures_of(quote_with("Angebot Müller.pdf", b"%PDF"))

    assert [(one.name, one.type, one.content) for one in found] == [("Angebot Müller.pdf", "application/pdf", b"%PDF")]


def test_a_draft_without_files_stays_one_plain_part() -> None:
    assert enclosed(TEXT, (), "x") == TEXT


def test_a_draft_with_a_file_has_its_text_first_and_the_file_unchanged() -> None:
    mail = message_from_bytes(b"Subject: x\r\n" + enclosed(TEXT, (SHEET,), "=_abc"), policy=default)
    parts = list(mail.iter_parts())

    assert mail.get_content_type() == "multipart/mixed"
    assert [part.get_content_type() for part in parts] == ["text/plain", "application/pdf"]
    assert parts[0].get_content().strip() == "Hello"
    assert (parts[1].get_filename(), parts[1].get_content()) == (SHEET.name, SHEET.content)


def test_files_that_no_server_would_take_stay_away() -> None:
    assert enclosures_of(quote_with("huge.pdf", b"x" * 9_000_000)) == ()


@given(st.binary(max_size=2_000))
def test_no_mail_stops_it(raw: bytes) -> None:
    enclosures_of(raw)
