"""The lint as the issue lists it: for each rule a letter that breaks it, and one beside it that does not.

Where a rule hangs on words it stands here in several languages; pressure, reminders, pushing and empty words in all.
The taboos of when and how often (001-21-4 to 7) are not in the words: judgement keeps them, at the end of this file.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.model import Action, Direction, Facts, History, Kind, Occasion, Settings, Wording
from assistant.phrases.lint import lint
from assistant.phrases.samples import ME, OCCASIONS, PEOPLE, situation
from assistant.phrases.text import sentences
from tests.phrases.given import BOOK, news
from tests.plan.given import decided, first_rule, phoned, silent, verdict, wrote

PRICE = news("price-update")  # LED panel BL-2031, -4 %
PAST = situation(PEOPLE[0], PRICE)[1]
NEWS = {  # a sentence that tells the news, in every language of the phrasebook
    "en": "The price of our LED panel BL-2031 is 4 % lower now.",
    "de": "Der Preis für unser LED panel BL-2031 ist jetzt 4 % niedriger.",
    "fr": "Le prix de notre LED panel BL-2031 a baissé de 4 %.",
    "es": "El precio de nuestro LED panel BL-2031 ha bajado un 4 %.",
    "pt": "O preço do nosso LED panel BL-2031 caiu 4 %, e os dados estão aqui.",
    "it": "Il prezzo del nostro LED panel BL-2031 è sceso del 4 %.",
    "zh": "我们的 LED panel BL-2031 价格下调了 4 %，供您参考。",
    "ja": "弊社の LED panel BL-2031 の価格が 4 % 下がりました。",
    "ko": "저희 LED panel BL-2031 가격이 4 % 내렸습니다.",
    "ar": "انخفض سعر LED panel BL-2031 لدينا بنسبة 4 %.",
    "ru": "Цена на LED panel BL-2031 у нас снизилась на 4 %.",
    "pl": "Cena naszego LED panel BL-2031 spadła o 4 %, jest to stała cena.",
    "tr": "LED panel BL-2031 fiyatımız 4 % düştü, bu da kalıcı.",
    "vi": "Giá LED panel BL-2031 của chúng tôi đã giảm 4 %.",
    "id": "Harga LED panel BL-2031 kami turun 4 % dan ini tetap.",
}
GREETED = {
    "en": "Dear Ms Vogt,",
    "zh": "您好：",
    "ja": "ご担当者様",
    "ko": "안녕하세요.",
    "ar": "تحية طيبة،",
    "ru": "Здравствуйте!",
}


def letter(text: str, language: str = "en", subject: str | None = None, **more: object) -> Wording:
    greeting = GREETED.get(language, GREETED["en"])
    body = f"{greeting}\n\n{text}\n\nLin\n"
    made = Wording(language=language, subject=subject, body=body, phrases=(), sentences=sentences(text), core=text)
    return replace(made, **more)  # type: ignore[arg-type]


def broken(
    wording: Wording,
    past: History = PAST,
    occasion: Occasion | None = PRICE,
    known: dict[str, str] | None = None,
) -> set[str]:
    book = BOOK.speaking(wording.language)
    return {finding.rule for finding in lint(wording, past, occasion, book, known)}


# --- what hangs on words: rule, language, what breaks it, what stands close to it and does not ------------------------
WORDS = [
    ("too direct", "001-21-1", "en", "Please place your order.", "You decide when it suits you."),
    ("too direct", "001-21-1", "de", "Bestellen Sie gleich.", "Sie entscheiden in Ruhe."),
    ("too direct", "001-21-1", "zh", "请下单。", "由您来决定。"),
    ("too direct", "001-21-1", "ru", "Оформите заказ.", "Решать вам."),
    ("a reminder where nothing is due", "001-21-2", "en", "This is a friendly reminder.", "You may know this lamp."),
    ("a reminder where nothing is due", "001-21-2", "de", "Nur zur Erinnerung.", "Das Muster liegt bereit."),
    ("a reminder where nothing is due", "001-21-2", "zh", "温馨提醒。", "样品已经备好。"),
    ("a reminder where nothing is due", "001-21-2", "ru", "Хочу напомнить.", "Образец готов."),
    ("asking whether it came", "001-21-2", "en", "Did you receive our quotation?", "Shall I send you a drawing?"),
    ("asking whether it came", "001-21-2", "de", "Haben Sie unser Angebot gesehen?", "Soll ich es ausrechnen?"),
    ("asking whether it came", "001-21-2", "ja", "届いておりますでしょうか。", "お送りしてよろしいでしょうか。"),
    ("pressure", "001-19", "en", "This is your last chance.", "There is no hurry."),
    ("pressure", "001-19", "de", "Bitte antworten Sie umgehend.", "Das eilt überhaupt nicht."),
    ("pressure", "001-19", "zh", "请尽快回复。", "不用着急。"),
    ("professional: empty words", "001-24-2", "en", "Kindly do the needful.", "I can do it for you."),
    ("professional: empty words", "001-24-2", "de", "Wir verbleiben wir mit Dank.", "Wir bleiben dabei."),
    ("professional: empty words", "001-24-2", "zh", "冒昧打扰。", "供您参考。"),
    ("professional: faces", "001-24-2", "en", "I am glad :-)", "I am glad (all of us are)."),
    ("professional: faces", "001-24-2", "zh", "很高兴😀", "很高兴。"),
    ("what is attached (001-23)", "001-23", "en", "The test report is attached.", "The test report is ready."),
    ("what is attached (001-23)", "001-23", "de", "Anbei der Prüfbericht.", "Der Prüfbericht ist fertig."),
    ("what is attached (001-23)", "001-23", "zh", "请见附件。", "报告已经备好。"),
    ("what is attached (001-23)", "001-23", "fr", "Vous trouverez ci-joint le rapport.", "Le rapport est prêt."),
    ("a forwarded first letter", "001-25-1", "en", "\n----- Forwarded message -----", "We moved forward."),
    ("a forwarded first letter", "001-25-1", "de", "\n-----Ursprüngliche Nachricht-----", "Die Nachricht ist gut."),
    ("a forwarded first letter", "001-25-1", "zh", "\n转发：报价", "可以转发给同事。"),
    ("two questions", "design-9", "en", "Is it of use? Shall I quote?", "Shall I quote?"),
    ("two questions", "design-9", "zh", "需要吗？要报价吗？", "需要报价吗？"),
    ("two questions", "design-9", "ar", "هل يناسبكم؟ هل أرسله؟", "هل يناسبكم؟"),
    ("a claim nobody made", "design-7", "en", "It saves you 12 percent.", "It is 4 % lower."),
    ("a claim nobody made", "design-7", "de", "Das spart 12 Prozent.", "Das sind 4 %."),
    ("a claim nobody made", "design-7", "zh", "为您节省12个百分点。", "下调了4 %。"),
    ("an empty slot", "reliability-46", "en", "For {{ product }} as well.", "For lamps as well."),
    ("an empty slot", "reliability-46", "de", "Der Grund: .", "Der Grund: Aluminium."),
    ("an empty slot", "reliability-46", "fr", "Bonjour [name] encore.", "Bonjour encore."),
    ("a customer code", "contract-draft", "en", "Your number is EU-001-A.", "Your number is the old one."),
    ("shouting", "001-19", "en", "IMPORTANT for you.", "It is important for you."),
    ("shouting", "001-19", "de", "Toll! Wirklich toll!", "Toll!"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "language", "bad", "good"), [row[1:] for row in WORDS], ids=[f"{row[0]}-{row[2]}" for row in WORDS]
)
def test_words_that_break_a_rule_and_words_beside_them_that_do_not(
    rule: str, language: str, bad: str, good: str
) -> None:
    assert rule in broken(letter(f"{NEWS[language]} {bad}", language))
    assert rule not in broken(letter(f"{NEWS[language]} {good}", language))


@pytest.mark.parametrize("language", BOOK.languages)
@pytest.mark.parametrize("rule", ["001-19", "001-21-1", "001-21-2", "001-24-2"])
def test_pressure_pushing_reminders_and_empty_words_are_known_in_every_language(rule: str, language: str) -> None:
    rows = [one for one in BOOK.speaking(language).taboos if one.language == language and one.rule == rule]
    words = [word for row in rows for word in row.words]

    assert len(words) >= 8
    assert [word for word in words if rule not in broken(letter(f"{NEWS[language]} {word}.", language))] == []
    assert broken(letter(NEWS[language], language)) == set()


# --- what hangs on the letter as a whole ------------------------------------------------------------------------------
LONG = "It is worth a look for you. " * 20
ENDLESS = "and one more thing that I wish to say about it " * 7
LACKING = next(one for one in OCCASIONS if one.topic == "answer" and one.facts.get("missing"))  # of quantity
LAMP = Occasion(topic="product-update", point="price", material="m", facts={"product": "lamp", "price": "USD 6.10"})
LAMP_FOB = replace(LAMP, facts={"product": "lamp", "price": "USD 6.10 FOB Ningbo"})
MINE = {"me_name": ME.name}

WHOLE: list[tuple[str, str, Callable[[], set[str]], Callable[[], set[str]]]] = [
    ("blind: names no fact", "001-21-3", lambda: broken(letter("It is a nice day and we are well.")),
     lambda: broken(letter(NEWS["en"]))),
    ("blind: no occasion", "001-21-3", lambda: broken(letter(NEWS["en"]), occasion=None),
     lambda: broken(letter(NEWS["en"]))),
    ("clear: says nothing", "001-24-1", lambda: broken(letter("Dear all")), lambda: broken(letter(NEWS["en"]))),
    ("clear: an endless sentence", "001-24-1", lambda: broken(letter(f"{NEWS['en']} We say {ENDLESS}.")),
     lambda: broken(letter(f"{NEWS['en']} We say so."))),
    ("concise: too long", "001-24-3", lambda: broken(letter(f"{NEWS['en']} {LONG}")),
     lambda: broken(letter(f"{NEWS['en']} {LONG[:28]}"))),
    ("in order: asks before it tells", "001-24-4", lambda: broken(letter(f"Shall I quote? {NEWS['en']}")),
     lambda: broken(letter(f"{NEWS['en']} Shall I quote?"))),
    ("in order: asks before it tells, Chinese", "001-24-4", lambda: broken(letter(f"需要吗？{NEWS['zh']}", "zh")),
     lambda: broken(letter(f"{NEWS['zh']}需要吗？", "zh"))),
    ("answers every point", "001-24-5", lambda: _answered("Thank you. We will quote soon."),
     lambda: _answered("Thank you. One thing is open: quantity.")),
    ("no salutation", "001-25-2", lambda: broken(replace(letter(NEWS["en"]), body=NEWS["en"])),
     lambda: broken(letter(NEWS["en"]))),
    ("no subject", "001-25-3", lambda: broken(letter(NEWS["en"], subject=" ")),
     lambda: broken(letter(NEWS["en"], subject="News"))),
    ("subject of two lines", "001-25-3", lambda: broken(letter(NEWS["en"], subject="News\nBcc: a@b.example")),
     lambda: broken(letter(NEWS["en"], subject="News"))),
    ("a forwarded first letter, by its subject", "001-25-1", lambda: broken(letter(NEWS["en"], subject="WG: Angebot")),
     lambda: broken(letter(NEWS["en"], subject="Angebot"))),
    ("signed twice", "001-25-4", lambda: broken(letter(f"{NEWS['en']}\n\nBest regards\n{ME.name}"), known=MINE),
     lambda: broken(letter(f"{NEWS['en']} {ME.name} will be there."), known=MINE)),
    ("a file that goes along", "001-23", lambda: broken(letter(f"{NEWS['en']} It is attached.")),
     lambda: broken(letter(f"{NEWS['en']} It is attached.", encloses=("a.pdf",)))),
    ("a price without its basis", "003-G4", lambda: broken(letter("Our lamp: USD 6.10."), occasion=LAMP),
     lambda: broken(letter("Our lamp: USD 6.10 FOB Ningbo."), occasion=LAMP_FOB)),
    ("wrong language: English in German", "design-9", lambda: broken(letter(f"{NEWS['en']} It is with you.", "de")),
     lambda: broken(letter(NEWS["de"], "de"))),
    ("wrong language: Spanish in Portuguese", "design-9",
     lambda: broken(letter("El precio de los LED panel BL-2031, y con su muestra.", "pt")),
     lambda: broken(letter(NEWS["pt"], "pt"))),
    ("wrong language: Latin in Chinese", "design-9", lambda: broken(letter(NEWS["en"], "zh")),
     lambda: broken(letter(NEWS["zh"], "zh"))),
    ("wrong language: Cyrillic in English", "design-9", lambda: broken(letter(f"{NEWS['en']} Мы снизили цену.")),
     lambda: broken(letter(NEWS["en"]))),
    ("a reminder in the seller's own words", "001-21-2", lambda: broken(letter(f"{NEWS['en']} A reminder.")),
     lambda: broken(letter("A reminder: the payment is due."), occasion=_own("A reminder: the payment is due."))),
]  # fmt: skip


def _answered(text: str) -> set[str]:
    return broken(letter(text), occasion=LACKING, known={"missing": "quantity"})


def _own(text: str) -> Occasion:
    return replace(PRICE, text={"en": text})


@pytest.mark.parametrize(("rule", "bad", "good"), [row[1:] for row in WHOLE], ids=[row[0] for row in WHOLE])
def test_a_letter_that_breaks_a_rule_and_one_beside_it_that_does_not(
    rule: str, bad: Callable[[], set[str]], good: Callable[[], set[str]]
) -> None:
    assert rule in bad()
    assert rule not in good()


# --- what hangs on the past: said or asked before, known, noted -------------------------------------------------------
AGAIN = [
    ("en", "Which quantity would you need for the first order?", "Would a sample be of any use to your team?"),
    ("de", "Welche Menge würden Sie für den Anfang brauchen?", "Wäre ein Muster für Ihre Leute von Nutzen?"),
    ("zh", "请问您第一批大概需要多少数量？", "给您安排一份样品会不会有帮助？"),
    ("ja", "最初のロットはどのくらいの数量をお考えでしょうか。", "見本をお送りしてもよろしいでしょうか。"),
    ("ar", "ما الكمية التي تحتاجون إليها في البداية تقريبا؟", "هل تفيدكم عينة من هذا المنتج الجديد؟"),
]


@pytest.mark.parametrize(("language", "same", "other"), AGAIN)
def test_001_21_2_the_same_question_is_not_asked_again_in_any_earlier_mail(
    language: str, same: str, other: str
) -> None:
    ask, quote = PAST.touches
    past = replace(PAST, touches=(ask, replace(quote, text=f"Hello,\n{same}\n")))

    assert "001-21-2" in broken(letter(f"{NEWS[language]} {same}", language), past)
    assert "001-21-2" not in broken(letter(f"{NEWS[language]} {other}", language), past)


@pytest.mark.parametrize("language", ["en", "de", "zh", "ru"])
def test_001_21_2_the_same_sentence_is_not_written_again(language: str) -> None:
    ask, quote = PAST.touches
    past = replace(PAST, touches=(ask, replace(quote, text=NEWS[language])))

    assert "001-21-2" in broken(letter(NEWS[language], language), past)
    assert "001-21-2" not in broken(letter(NEWS[language], language), PAST)


KNOWN = [
    ("003-G2", "en", "incoterm", "FOB Ningbo", "Which delivery terms would you like?", "Shall I keep FOB Ningbo?"),
    ("003-G2", "en", "payment_terms", "30/70", "Which payment terms do you want?", "Are 30/70 as payment terms right?"),
    ("003-G1", "en", "forwarder", "Kühne", "Who is your forwarder?", "Is Kühne still your forwarder?"),
    ("003-G1", "de", "forwarder", "Kühne", "Wer ist Ihr Spediteur?", "Bleibt Kühne Ihr Spediteur?"),
    ("003-G1", "zh", "forwarder", "中远", "您的货代是哪一家？", "还是用中远做货代吗？"),
    ("003-C3", "en", "career", "newcomer", "What is new in your company?", "What would help you?"),
    ("003-C3", "fr", "career", "newcomer", "Qui décide dans votre société ?", "Qu'est-ce qui vous aiderait ?"),
    ("003-C3", "es", "career", "newcomer", "¿Quién decide en su empresa?", "¿Qué le ayudaría?"),
    ("003-K5", "en", "design_department", "no", "Could you send us your drawings?", "Could you tell us your wishes?"),
    ("003-K5", "de", "design_department", "no", "Haben Sie eine Zeichnung?", "Haben Sie einen Wunsch?"),
    ("003-K5", "zh", "design_department", "no", "能发图纸吗？", "能告诉我们要求吗？"),
    ("003-K8", "en", "supplier", "stable", "Who is your current supplier?", "What could a second source do better?"),
    ("003-K8", "fr", "supplier", "stable", "Qui est votre fournisseur ?", "Que faudrait-il améliorer ?"),
    ("003-K8", "ru", "supplier", "stable", "Кто ваш поставщик?", "Что для вас важно?"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "language", "field", "noted", "asks", "confirms"), KNOWN)
def test_003_k13_what_is_noted_is_known_and_not_asked(
    rule: str, language: str, field: str, noted: str, asks: str, confirms: str
) -> None:
    past = replace(PAST, settings=Settings(dossier={field: noted}))
    facts = replace(PRICE, facts={**PRICE.facts, "terms": "30/70"})

    assert rule in broken(letter(f"{NEWS[language]} {asks}", language), past, facts)
    assert rule not in broken(letter(f"{NEWS[language]} {confirms}", language), past, facts)
    assert rule not in broken(letter(f"{NEWS[language]} {asks}", language), PAST, facts)


@pytest.mark.parametrize(
    ("language", "asks", "confirms"),
    [
        ("en", "Which delivery terms would you like?", "Shall I keep FOB Ningbo as our delivery terms?"),
        ("de", "Welche Lieferbedingung wünschen Sie?", "Bleibt es bei FOB Ningbo als Lieferbedingung?"),
        ("zh", "您希望用什么交货条款？", "交货条款还是 FOB Ningbo 吗？"),
    ],
)
def test_003_g2_a_term_on_record_is_confirmed_and_not_asked(language: str, asks: str, confirms: str) -> None:
    local = BOOK.speaking(language).words[language].terms["delivery terms"]
    asks, confirms = (text.replace("Lieferbedingung", local).replace("交货条款", local) for text in (asks, confirms))
    ask, quote = PAST.touches
    facts = Facts(direction=Direction.OUTBOUND, kind=Kind.QUOTE, confidence=1.0, incoterms=("FOB Ningbo",))
    past = replace(PAST, touches=(ask, replace(quote, facts=facts)))

    assert "003-G2" in broken(letter(f"{NEWS[language]} {asks}", language), past)
    assert "003-G2" not in broken(letter(f"{NEWS[language]} {confirms}", language), past)


@pytest.mark.parametrize(
    "field", ["religion", "family", "health", "habits", "hobbies", "temper", "age", "hearsay", "price_asker"]
)
def test_a_6_7_what_is_noted_of_a_person_is_never_said(field: str) -> None:
    past = replace(PAST, settings=Settings(dossier={field: "sailing"}))

    assert "A.6-7" in broken(letter(f"{NEWS['en']} As you like sailing, have a look."), past)
    assert "A.6-7" not in broken(letter(f"{NEWS['en']} Have a look."), past)


# --- the taboos of when and how often: judgement keeps them, and names its rule ---------------------------------------
THREE = [wrote(day) for day in ("2025-11-10", "2025-11-13", "2025-11-18")]
LATER = "2025-12-03 14:00"


def test_001_21_4_three_unanswered_mails_are_no_reason_to_give_up_and_eleven_are_one_to_rest() -> None:
    spoken = silent(*THREE, phoned("2025-11-19"))
    eleven = silent(*(wrote(f"2025-11-{day:02}") for day in range(5, 17)))

    assert decided(spoken, LATER).action is Action.DRAFT
    assert decided(eleven, LATER).action is Action.REST


def test_001_21_5_and_6_never_too_soon_and_never_left_lying() -> None:
    once = silent(wrote("2025-11-11 14:00"))

    soon, due = decided(once, "2025-11-12 14:00"), decided(once, "2025-11-18 14:00")

    assert (soon.action, verdict(soon, "min_gap")) == (Action.WAIT, "delays")
    assert due.action is Action.DRAFT  # one week after the last: B rests a week


def test_001_21_7_mail_is_not_the_only_medium() -> None:
    assert decided(silent(*THREE), LATER).action is Action.CALL
    assert first_rule(decided(silent(*THREE[:2]), LATER)) != "ladder"
