"""People leave their firm: a machine says so for them, or they say goodbye themselves. Somebody else is written to."""

from datetime import date

import pytest

from assistant.model import Facts, Kind, Role
from tests.given.letters import letter
from tests.given.parties import US
from tests.given.understood import understood

HEIR = "nova@keller.example"


def judged(text: str, head: str = "Subject: Re: Lamps\nIn-Reply-To: <q1@brightline.example>") -> Facts:
    headers = dict(line.split(": ", 1) for line in head.split("\n"))
    raw = letter("Anna Keller <anna@keller.example>", US, "", text, "2026-06-10 07:30", headers=headers)
    return understood(raw, Role.INBOX)


def machine(text: str) -> Facts:
    return judged(text, "Subject: Automatic reply: Lamps\nAuto-Submitted: auto-replied")


@pytest.mark.parametrize(
    "text",
    [
        "Anna has moved on to a new role outside our firm.",
        "Anna is not with the company any longer.",
        "Anna has departed the firm.",
        "My time with Keller has come to an end on 31 May.",
        "Anna retired in March after 30 years.",
        "Frau Keller ist in ihren Ruhestand gegangen.",
        "Frau Keller ist nicht mehr im Hause tätig.",
        "Frau Keller stellt sich neuen Herausforderungen.",
        "Mme Keller est partie à la retraite.",
        "Mme Keller a cessé ses fonctions.",
        "La Sra. Keller se jubiló en mayo.",
        "La Sra. Keller ya no colabora con nosotros.",
        "A Sra. Keller já não trabalha connosco.",
        "A Sra. Keller aposentou-se.",
        "La signora Keller è in pensione da maggio.",
        "La signora Keller non collabora più con noi.",
        "Анна Келлер вышла на пенсию.",
        "Анна Келлер больше не является сотрудником компании.",
        "Anna Hanım emekli olmuştur.",
        "Anna Hanım aramızdan ayrılmıştır.",
        "Pani Keller przeszła na emeryturę.",
        "Pani Keller nie jest już naszym pracownikiem.",
        "Chị Anna đã nghỉ hưu.",
        "Chị Anna không còn công tác tại đây.",
        "Ibu Anna sudah pensiun.",
        "Ibu Anna tidak lagi bersama kami.",
        "凯勒女士已退休。",
        "本人已辞职。",
        "ケラーは定年により会社を離れました。",
        "담당자가 퇴임하였습니다.",
        "السيدة آنا استقالت من الشركة.",
        "السيدة آنا لم تعد معنا، فقد أحيلت إلى التقاعد.",
    ],
)
def test_a_machine_tells_that_its_owner_has_left_and_names_who_follows_but_no_day_of_return(text: str) -> None:
    facts = machine(f"{text} {HEIR}")
    successor = facts.signal("successor")

    assert facts.kind is Kind.AUTO_REPLY
    assert facts.signal("left_company")
    assert successor is not None
    assert successor.value == HEIR
    assert facts.return_date is None


def test_a_successor_without_an_address_is_named_in_words() -> None:
    successor = machine("Frau Keller ist im Ruhestand. Ihre Kunden hat Herr Nova übernommen.").signal("successor")

    assert successor is not None
    assert successor.value is None
    assert "nova" in successor.text


@pytest.mark.parametrize(
    "text",
    [
        f"Tuesday is my last day at Keller, Jan takes the purchasing over: {HEIR}. Thank you for everything!",
        f"I am leaving Keller at the end of July. From then on write to Jan, {HEIR}, please.",
        f"I will retire in August; Jan Nova ({HEIR}) is my successor.",
        f"Dienstag ist mein letzter Tag bei Keller, dann übernimmt Jan ({HEIR}). Alles Gute!",
        f"Ende Juli scheide ich bei Keller aus, mein Nachfolger ist Jan, {HEIR}.",
        f"El martes es mi último día en Keller, me sustituye Jan, {HEIR}. Un abrazo.",
        f"Dejo la empresa en julio, Jan se hará cargo de todo: {HEIR}",
        f"Terça é o meu último dia, o Jan assume as compras: {HEIR}. Obrigada por tudo!",
        f"Je quitte la société fin juillet, Jan ({HEIR}) prendra la suite.",
        f"Je vais quitter l'entreprise en juillet, Jan me remplacera : {HEIR}",
        f"Martedì è il mio ultimo giorno, mi sostituisce Jan: {HEIR}. Grazie di tutto!",
        f"Во вторник мой последний рабочий день, мои дела принимает Ян, {HEIR}. Спасибо за всё!",
        f"Salı son iş günüm, yerime Jan bakacak: {HEIR}. Her şey için teşekkürler.",
        f"We wtorek mój ostatni dzień w pracy, zastąpi mnie Jan: {HEIR}. Dziękuję!",
        f"我下周二离职，采购由陈先生接手：{HEIR}，多谢关照。",
        f"今月末で退職することになりました。後任はノヴァ {HEIR} です。お世話になりました。",
        f"이번 달 말에 퇴사하게 되었습니다. 후임은 노바 {HEIR} 입니다. 그동안 감사했습니다.",
        f"Thứ Ba là ngày làm việc cuối của em, anh Jan phụ trách thay em: {HEIR}. Cảm ơn anh.",
        f"Hari Selasa hari terakhir saya di Keller, digantikan Jan: {HEIR}. Terima kasih.",
        f"الثلاثاء آخر يوم لي في كيلر، سيتولى جان المشتريات {HEIR} شكرا لكم",
        f"Just to let you know that I left Keller last week. Please contact Jan Nova ({HEIR}) about the lamps.",
        f"I am moving to another department on 1 May. Please write to Jan from now on: {HEIR}",
        f"Ich wechsle zum 1. Mai die Abteilung, künftig bitte an Herrn Nova wenden: {HEIR}",
        f"Cambio de departamento; a partir de ahora diríjanse a Jan, {HEIR}.",
        f"Je change de service, désormais adressez vos messages à Jan, {HEIR}.",
        f"Ho cambiato ufficio: d'ora in poi scrivete al collega Jan, {HEIR}.",
        f"Mudei de setor, a partir de agora falem com o Jan, {HEIR}.",
        f"Я перехожу в другой отдел, теперь пишите Яну: {HEIR}.",
        f"Przechodzę do innego działu, od teraz proszę się kontaktować z Janem: {HEIR}.",
        f"我调到别的部门了，以后请联系同事陈先生：{HEIR}",
        f"担当が変更になりました。今後はノヴァ {HEIR} 宛にご連絡ください。",
    ],
)
@pytest.mark.parametrize("head", ["Subject: Re: Lamps\nIn-Reply-To: <q1@brightline.example>", "Subject: Thank you"])
def test_a_persons_own_goodbye_is_a_human_mail_that_tells_who_follows(text: str, head: str) -> None:
    facts = judged(text, head)
    gone, successor = facts.signal("left_company"), facts.signal("successor")

    assert facts.kind is Kind.REPLY
    assert gone is not None
    assert gone.value == "anna@keller.example"
    assert successor is not None
    assert successor.value == HEIR


@pytest.mark.parametrize(
    "text",
    [
        f"Friday is my last day before the holidays, Jan ({HEIR}) takes over meanwhile.",
        f"I am leaving on Friday for two weeks, back on 6 July; Jan ({HEIR}) takes over meanwhile.",
        f"I am leaving for the airport, Jan ({HEIR}) has the drawings.",
        "Friday is our last day of the offer period, please confirm.",
        f"Freitag ist mein letzter Tag vor dem Urlaub, Jan ({HEIR}) übernimmt so lange.",
        f"放假前最后一天上班，有事找陈先生 {HEIR}",
        "Our buyer has left the company, we are looking for somebody new.",
    ],
)
def test_a_holiday_or_another_persons_leaving_is_no_goodbye(text: str) -> None:
    assert judged(text).signal("left_company") is None


def test_who_follows_is_known_from_the_copies_where_the_text_has_his_name_alone() -> None:
    text = "I am moving to another department. Jan Nova (cc) takes over, please send everything to him from now on."
    facts = judged(text, f"Subject: Re: Lamps\nCc: Jan Nova <{HEIR}>, Tom Bell <tom@keller.example>")
    nobody = judged(text, "Subject: Re: Lamps\nCc: Tom Bell <tom@keller.example>")

    assert [(one.name, one.value) for one in facts.signals if one.value] == [
        ("left_company", "anna@keller.example"),
        ("successor", HEIR),
    ]
    assert nobody.signal("left_company") is None


def test_a_dealer_who_steps_aside_for_his_client_is_no_longer_the_one_to_write_to() -> None:
    text = "This is really for Stonebuild, please deal with Amy Stone (cc) directly, we step out."
    facts = judged(text, "Subject: Re: Lamps\nCc: Amy Stone <amy@stonebuild.example>")

    assert [(one.name, one.value) for one in facts.signals if one.value] == [
        ("left_company", "anna@keller.example"),
        ("successor", "amy@stonebuild.example"),
    ]


def test_one_who_is_back_on_a_day_is_not_gone() -> None:
    facts = machine("I have left the office for a trip, back on 16 June.")

    assert facts.signal("left_company") is None
    assert facts.return_date == date(2026, 6, 16)


@pytest.mark.parametrize("head", ["Subject: Re: Lamps\nIn-Reply-To: <q1@brightline.example>", "Subject: Your mail"])
@pytest.mark.parametrize(
    "text",
    [
        "Thank you for the message. Please note that Anna moved on from Keller Lamps in May. Write to {heir} instead.",
        "Anna finished with us at the end of May. Please use {heir}.",
        "Anna retired on 31 May. Her mail is read by {heir}.",
        "Frau Keller ist zum 31.05. ausgeschieden. Bitte wenden Sie sich an {heir}.",
        "Mme Keller a quitté la maison. Merci d'écrire à {heir}.",
        "La Sra. Keller ya no trabaja en la empresa. Escriba a {heir}.",
        "A Sra. Keller já não trabalha connosco. Contacte {heir}.",
        "La signora Keller non lavora più qui. Scrivete a {heir}.",
        "Anna Hanım işten ayrıldı. Lütfen {heir} adresine yazın.",
        "Pani Anna odeszła z firmy. Proszę pisać na {heir}.",
        "Ibu Anna sudah pensiun. Silakan tulis ke {heir}.",
        "Chị Anna đã nghỉ hưu. Vui lòng gửi về {heir}.",
        "The buyer is no longer with us and this mailbox will be closed soon. Use {heir}.",
        "Diese Mitarbeiterin ist nicht mehr im Hause. Dieses Postfach wird nicht mehr gelesen, bitte {heir}.",
    ],
)
def test_a_mailbox_that_tells_of_its_own_owners_leaving_answers_by_itself(text: str, head: str) -> None:
    found = judged(text.format(heir=HEIR), head)

    assert found.kind is Kind.AUTO_REPLY
    assert found.signal("left_company") is not None
    assert (told := found.signal("successor")) is not None
    assert told.value == HEIR


@pytest.mark.parametrize(
    "text",
    [
        "Anna has left the office early. Bo (nova@keller.example) has the drawings.",
        "Tom retired in May. I took over, please quote 400 lamps. Copy nova@keller.example.",
        "Anna has left the price list with nova@keller.example, what is the delivery time?",
        "Mr Brown is no longer with us, I do the lamps now. My colleague is nova@keller.example.",
    ],
)
def test_a_person_who_tells_that_somebody_left_stays_a_person(text: str) -> None:
    assert judged(text).kind is not Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "text",
    [
        "I no longer work for Keller Lamps. For orders please turn to our new buyer, Jan Nova: {heir}",
        "I have left Keller and this inbox is not read any more. Please use {heir}.",
        "Since Monday I am no longer with the company. {heir} does the buying.",
        "I don't work here any more, your new contact is Jan Nova, {heir}.",
        "Ich arbeite nicht mehr bei Keller, bitte an {heir}.",
        "Desde el 30 de junio ya no laboro en Keller. Escriba a {heir}.",
        "Não trabalho mais na Keller, fale com o Jan: {heir}.",
        "Je ne travaille plus chez Keller, voyez avec {heir}.",
        "Non lavoro più per Keller, scriva a {heir}.",
        "Я больше не работаю в компании, пишите {heir}.",
        "我已离职，请联系 {heir}。",
    ],
)
@pytest.mark.parametrize("weak", [False, True])
def test_one_who_has_gone_names_who_follows_whether_a_machine_or_he_tells_it(text: str, weak: bool) -> None:
    head = (
        "Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All"
        if weak
        else "In-Reply-To: <q1@brightline.example>"
    )
    facts = judged(text.format(heir=HEIR), f"Subject: Re: Lamps\n{head}")
    successor = facts.signal("successor")

    assert facts.kind is (Kind.AUTO_REPLY if weak else Kind.REPLY)
    assert facts.signal("left_company") is not None
    assert facts.signal("named_date") is None
    assert successor is not None
    assert successor.value == HEIR


@pytest.mark.parametrize(
    "text",
    [
        "I no longer work with that forwarder, please copy {heir}.",
        "I have left the samples with Jan, {heir}.",
        "Heute bin ich ab 15 Uhr nicht mehr im Haus, bitte an {heir}.",
        "We no longer work with coloured glass, {heir} has the drawings.",
    ],
)
def test_one_who_gave_up_something_else_has_not_left(text: str) -> None:
    assert judged(text.format(heir=HEIR)).signal("left_company") is None


def test_a_parcel_that_has_left_is_no_colleague_who_has() -> None:
    facts = judged(
        "Your parcel 4711 has left Hamburg and arrives on Monday.",
        "Subject: Parcel 4711\nAuto-Submitted: auto-generated",
    )

    assert facts.kind is not Kind.AUTO_REPLY
    assert facts.signal("left_company") is None
