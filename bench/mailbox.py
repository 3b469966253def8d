"""A synthetic seller's mailbox for measurements: sizes, charsets, threads, robots as in a real one; always the same.

Median size about 8 KB, a tenth above 100 KB, 14 % with attachments, 15 % bulk, a few auto-replies and bounces. The own
texts come from a few hundred sentences in ten languages: short, so real text work costs more.
"""

import base64
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.utils import format_datetime

ME = "lin@brightline.example"
START = datetime(2024, 1, 8, 8, tzinfo=UTC)
SENTENCES = {
    ("en", "utf-8"): (
        "Please quote 500 pcs of model BL-{n} FOB Ningbo.",
        "Thank you for your offer, we will check it and come back to you.",
        "Could you tell us the delivery time for the second lot?",
        "We are pleased to offer BL-{n} at USD {p} per piece FOB Ningbo.",
        "The goods arrived in good condition.",
        "Please find attached our purchase order for 1,200 pcs.",
    ),
    ("de", "iso-8859-1"): (
        "Bitte senden Sie uns ein Angebot über 500 Stück BL-{n}.",
        "Vielen Dank, wir melden uns nächste Woche.",
        "Wie lange ist die Lieferzeit für größere Mengen?",
    ),
    ("es", "utf-8"): (
        "Por favor, envíenos su precio para 500 piezas del modelo BL-{n}.",
        "Gracias, lo revisamos y le decimos.",
    ),
    ("fr", "iso-8859-15"): (
        "Merci de nous envoyer votre offre pour 500 pièces BL-{n}.",
        "Nous revenons vers vous bientôt.",
    ),
    ("zh", "gb18030"): ("请报一下BL-{n}的价格，数量500个。", "谢谢，我们讨论后回复您。"),
    ("ru", "koi8-r"): ("Пришлите, пожалуйста, цену на BL-{n}, 500 штук.", "Спасибо, мы ответим на следующей неделе."),
    ("pl", "iso-8859-2"): ("Proszę o ofertę na 500 sztuk BL-{n}.", "Dziękuję, odezwiemy się."),
    ("ja", "iso-2022-jp"): ("BL-{n}を500個、お見積りください。", "ありがとうございます。検討いたします。"),
    ("tr", "windows-1254"): ("BL-{n} için 500 adet fiyat verir misiniz?", "Teşekkürler, size döneceğiz."),
}


def mails(count: int, seed: int = 7) -> Iterator[tuple[str, bytes]]:
    """Yield (folder, raw mail), about 65 % INBOX and 35 % Sent, oldest first."""
    dice = random.Random(seed)
    customers = [
        f"buyer{n}@firm{n}-demo.{dice.choice(('de', 'fr', 'co.uk', 'com.mx', 'cn', 'com'))}"
        for n in range(max(20, count // 40))
    ]
    threads: dict[str, list[str]] = {}
    for number in range(count):
        at = START + timedelta(minutes=number * 20 * 50_000 // max(count, 1))
        customer = dice.choice(customers)
        kind = dice.random()
        if kind < 0.14:
            yield "INBOX", _robot(dice, number, at, "bulk")
        elif kind < 0.165:
            yield "INBOX", _robot(dice, number, at, "auto", customer)
        else:
            outbound = dice.random() < 0.42
            yield ("Sent" if outbound else "INBOX"), _human(dice, number, at, customer, outbound, threads)


def _human(
    dice: random.Random, number: int, at: datetime, customer: str, outbound: bool, threads: dict[str, list[str]]
) -> bytes:
    (_, charset), sentences = dice.choice(list(SENTENCES.items()))
    text = " ".join(
        sentence.format(n=dice.randrange(100, 999), p=f"{dice.uniform(1, 40):.2f}")
        for sentence in dice.choices(sentences, k=dice.randrange(2, 12))
    )
    chain = threads.setdefault(customer, [])
    if len(chain) > 9 or dice.random() < 0.2:
        chain.clear()
    own = f"m{number}@{(ME if outbound else customer).partition('@')[2]}"
    subject = Header(f"{'Re: ' if chain else ''}BL-{len(threads)} {sentences[0][:20]}", charset).encode()
    sender, receiver = (ME, customer) if outbound else (customer, ME)
    headers = [
        *_received(dice, at),
        f"From: {sender}",
        f"To: {receiver}",
        f"Subject: {subject}",
        f"Date: {format_datetime(at)}",
        f"Message-ID: <{own}>",
        "MIME-Version: 1.0",
    ]
    if chain:
        headers += [f"In-Reply-To: <{chain[-1]}>", "References: " + " ".join(f"<{one}>" for one in chain[-6:])]
    chain.append(own)
    quoted = "".join(f"\r\n> {text[:70]}" for _ in range(dice.randrange(4, 60))) if len(chain) > 1 else ""
    body = f"{text}\r\n\r\nOn {at:%d %b %Y}, somebody wrote:{quoted}\r\n"
    return _with_parts(dice, headers, body, charset)


def _with_parts(dice: random.Random, headers: list[str], body: str, charset: str) -> bytes:
    plain = [
        f"Content-Type: text/plain; charset={charset}",
        "Content-Transfer-Encoding: base64",
        "",
        _base64(body, charset),
    ]
    html = f"<html><body><p>{body}</p>{'<td style=font>x</td>' * dice.randrange(40, 180)}</body></html>"
    alternative = [
        'Content-Type: multipart/alternative; boundary="alt"', "", "--alt", *plain, "--alt",
        f"Content-Type: text/html; charset={charset}", "Content-Transfer-Encoding: base64", "",
        _base64(html, charset), "--alt--",
    ]  # fmt: skip
    content = alternative if dice.random() < 0.7 else plain
    if dice.random() < 0.17:
        size = int(dice.choice((20, 40, 60, 100, 300)) * 1024)
        name = dice.choice(("Quotation.pdf", "drawing.dwg", "packing list.xlsx", "photo.jpg"))
        content = [
            'Content-Type: multipart/mixed; boundary="mix"', "", "--mix", *content, "--mix",
            f'Content-Type: application/octet-stream; name="{name}"', "Content-Transfer-Encoding: base64",
            f'Content-Disposition: attachment; filename="{name}"', "",
            base64.encodebytes(dice.randbytes(size)).decode().replace("\n", "\r\n"), "--mix--",
        ]  # fmt: skip
    return "\r\n".join([*headers, *content]).encode("ascii", "replace")


def _robot(dice: random.Random, number: int, at: datetime, kind: str, customer: str = "") -> bytes:
    headers = [
        *_received(dice, at),
        f"To: {ME}",
        f"Date: {format_datetime(at)}",
        f"Message-ID: <r{number}@robots.example>",
    ]
    if kind == "bulk":
        headers += [
            "From: Fair News <news@fair.example>", "Subject: Tickets are available", "Precedence: bulk",
            "List-Unsubscribe: <https://news.fair.example/u>",
        ]  # fmt: skip
    else:
        headers += [f"From: {customer}", "Subject: Automatic reply: your mail", "Auto-Submitted: auto-replied"]
    return _with_parts(dice, headers, "I am out of office until 3 March. " * 4, "utf-8")


def _received(dice: random.Random, at: datetime) -> list[str]:
    return [
        f"Received: from mx{n}.relay.example ([192.0.2.{n}]) by mx.example with ESMTPS id {dice.getrandbits(64):x};"
        "\r\n\t"
        f"{format_datetime(at)}"
        for n in range(dice.randrange(2, 6))
    ]


def _base64(text: str, charset: str) -> str:
    return base64.encodebytes(text.encode(charset, "replace")).decode().replace("\n", "\r\n")
