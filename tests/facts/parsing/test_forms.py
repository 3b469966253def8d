"""Web forms, portals and purchasing systems: the buyer's own words count, and the buyer is who wrote."""

import pytest

from assistant.facts import lexicon
from assistant.facts.parsing.forms import form_of
from assistant.facts.parsing.read import read
from assistant.facts.understand import understand
from assistant.facts.who.parties import writer
from assistant.model import Kind
from tests.given.letters import letter
from tests.given.parties import ME

FORM = (
    "Name: Beatrice Conti\nCompany: Hotel Aurora\nEmail: b.conti@hotel-aurora.it\nPhone: +39 02 1234567\n"
    "Message: We need 120 wall lamps for our hotel, please send your price.\n"
)
LETTER = "Dear Sales,\n\nplease quote 120 wall lamps for our hotel.\n\nBeatrice Conti\nHotel Aurora\n"
BUYER = "b.conti@hotel-aurora.it"
ANSWER = f"Reply-To: {BUYER}"


def judged(sender: str, text: str, *headers: str, subject: str = "New inquiry") -> tuple[Kind, str, str | None]:
    """Return kind, writer and name of a mail to our sales@."""
    named = dict(line.split(": ", 1) for line in headers)
    message = read(letter(sender, "sales@brightline.example", subject, text, "2026-06-01 02:00", headers=named))
    facts = understand(message, ME, lexicon.builtin())
    return facts.kind, writer(message, facts, ME).address, facts.name.full if facts.name else None


@pytest.mark.parametrize(
    ("sender", "text", "headers"),
    [
        ("Website <noreply@brightline.example>", FORM, [ANSWER]),
        ("Website <noreply@brightline.example>", FORM, []),  # the address stands in the form alone
        ("WordPress <wordpress@brightline.example>", FORM, []),
        ("Web <info@brightline.example>", FORM, []),  # a colleague's address as sender
        ("Sales <sales@brightline.example>", FORM, []),  # our own
        ("Wix Forms <notifications@wix-forms.com>", FORM, [ANSWER]),
        ("Wix Forms <no-reply@crm.wix.com>", FORM, []),
        ("Shopify <mailer@shopify.com>", FORM.replace(": ", ":\n"), [ANSWER]),
        ("JotForm <noreply@jotform.com>", FORM, [ANSWER, "Subject: Re: Contact form"]),
        ("Formspree <noreply@formspree.io>", FORM, [ANSWER, "List-Unsubscribe: <https://formspree.io/u>"]),
        ("Beatrice Conti <noreply@hotel-aurora.it>", LETTER, [f"Reply-To: Beatrice Conti <{BUYER}>"]),
    ],
)
def test_a_form_is_the_inquiry_of_who_filled_it_in(sender: str, text: str, headers: list[str]) -> None:
    assert judged(sender, text, *headers) == (Kind.INQUIRY, BUYER, "Beatrice Conti")


@pytest.mark.parametrize(
    ("sender", "text", "kind"),
    [
        ("Website <noreply@brightline.example>", "A new subscriber.\nEmail: x@hotel.it\n", Kind.BULK),
        ("Website <noreply@brightline.example>", FORM.replace("We need 120 wall lamps", "I apply for the job as clerk"),
         Kind.OTHER),
        ("Mei <mei@brightline.example>", f"Lin, their buyer writes from {BUYER}, please call.\n", Kind.INTERNAL),
        ("Mei <mei@brightline.example>", FORM.replace(BUYER, "mei@brightline.example"), Kind.INTERNAL),
        ("Shop <noreply@lampshop.com>", "Spring offers! Up to 40 % off.\nUnsubscribe here.\n", Kind.BULK),
    ],
)  # fmt: skip
def test_what_is_no_form_of_a_buyer_stays_what_it_is(sender: str, text: str, kind: Kind) -> None:
    assert judged(sender, text)[0] is kind


def test_a_portal_without_the_buyers_name_gives_nobody_the_portals_name() -> None:
    text = "The buyer wrote:\nWe are interested in your wall lamps. Please quote 120 pcs.\nReply to answer the buyer."

    _, who, name = judged("Alibaba.com <inquiry@message.alibaba.com>", text, ANSWER)

    assert (who, name) == (BUYER, None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anrede: Frau\nName: Karin Beck\nE-Mail-Adresse: k@beck.de\nNachricht: Bitte ein Angebot", "Karin Beck"),
        ("Nombre: Ana Ruiz\nCorreo electrónico: k@beck.de\nMensaje: precio", "Ana Ruiz"),
        ("Имя: Иван\nПочта: k@beck.de\nСообщение: цена?", "Иван"),
        ("姓名:王强\n邮箱:k@beck.de\n留言:请报500套灯的价格。", "王强"),
        ("お名前:佐藤健\nメールアドレス:k@beck.de\nお問い合わせ内容:見積もり", "佐藤健"),
        ("이름: 김민수\n이메일: k@beck.de\n문의내용: 견적", "김민수"),
        ("*Name*: Bo Li\n*Email*: k@beck.de\n*Message*: price?", "Bo Li"),
        ("Email: k@beck.de\nMessage: price?", None),
    ],
)
def test_forms_are_read_in_many_languages(text: str, name: str | None) -> None:
    form = form_of(text)

    assert form is not None
    assert (form.address, form.name) == ("k@beck.de", name)


def test_a_letter_that_names_an_address_is_no_form() -> None:
    assert form_of("Dear Lin,\nplease quote.\nMessage from Bo\nemail me at x@y.it") is None
