"""What our own mails tell beside a quote: promises, samples on their way, talks outside mail."""

import pytest

from tests.given.understood import ours


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your inquiry. We will check with our factory and revert.",
        "Noted, I will prepare the quotation for you.",
        "We will send you our offer.",
        "Quotation is under preparation.",
        "I'll get back to you with the price asap.",
        "Our offer will reach you on Friday.",
        "Please give me two days to calculate.",
        "The sample will be sent next week.",
        "Wir erstellen das Angebot und melden uns.",
        "Estamos preparando la cotización.",
        "Nous préparons votre devis.",
        "Vi invieremo l'offerta al più presto.",
        "Мы подготовим предложение и вышлем.",
        "正在核价，稍后报给您",
        "Teklifimizi hazırlıyoruz.",
        "Przygotujemy ofertę.",
    ],
)
def test_a_promise_is_seen_so_that_we_owe_the_answer(text: str) -> None:
    facts = ours(text)

    assert facts.kind == "reply"
    assert facts.signal("commitment_of_ours")
    assert facts.signal("sample_sent") is None


@pytest.mark.parametrize(
    "text", ["The sample left today by FedEx, AWB 7781.", "Échantillon expédié ce jour.", "Образцы отправлены сегодня."]
)
def test_a_sample_on_its_way_is_no_shipment_of_an_order(text: str) -> None:
    assert ours(text).signal("sample_sent")
    assert ours(text).signal("order_notice") is None


@pytest.mark.parametrize(
    "text",
    [
        "Per our phone conversation, attached the drawing.",
        "You told me last week that the project is delayed.",
        "Thank you for your time on the phone today.",
        "Gracias por su mensaje de WhatsApp de esta mañana.",
        "Merci pour votre appel.",
        "Grazie per la telefonata di ieri.",
        "Obrigado pela ligação.",
        "Спасибо за звонок.",
        "Dziękuję za rozmowę.",
        "感谢您的来电。",
        "Cảm ơn anh đã gọi điện.",
        "Terima kasih atas pesan WhatsApp Bapak.",
    ],
)
def test_a_talk_outside_mail_is_known_from_our_words(text: str) -> None:
    assert ours(text).signal("spoken_answer")


@pytest.mark.parametrize("text", ["I tried to call you but could not reach you.", "I left you a message on WhatsApp."])
def test_a_call_that_nobody_took_is_no_answer(text: str) -> None:
    assert ours(text).signal("spoken_answer") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("As you said on WhatsApp, you will wait until September.", "2026-09-01"),
        ("You asked me to come back in May, so here I am with a note for your file.", "2026-05-01"),
        ("I will write again in June, as you suggested.", "2026-06-01"),
        ("You mentioned on the phone that your budget opens in April.", "2026-04-01"),
        ("Como me dijo por teléfono, prefieren esperar hasta septiembre.", "2026-09-01"),
        ("Como você disse, vocês vão decidir em maio.", "2026-05-01"),
        ("Vous m'avez dit au téléphone vouloir attendre septembre.", "2026-09-01"),
        ("Wie telefonisch besprochen möchten Sie bis September warten.", "2026-09-01"),
        ("Wie gewünscht melde ich mich im Mai wieder.", "2026-05-01"),
        ("Come mi ha detto, preferite aspettare settembre.", "2026-09-01"),
        ("Вы говорили по телефону, что хотите подождать до сентября.", "2026-09-01"),
        ("Wspominał Pan, że wolą Państwo poczekać do września.", "2026-09-01"),
        ("Telefonda Eylül'e kadar bekleyeceğinizi söylediniz.", "2026-09-01"),
        ("ذكرتم أنكم ستنتظرون حتى سبتمبر.", "2026-09-01"),
        ("您微信上说要等到九月再定。", "2026-09-01"),
        ("9月までお待ちになるとのこと、承知しました。", "2026-09-01"),
        ("9월까지 기다리신다고 하셨습니다.", "2026-09-01"),
        ("Anh nói sẽ đợi đến tháng 9.", "2026-09-01"),
        ("Bapak bilang mau menunggu sampai September.", "2026-09-01"),
        ("I will get in touch in September, when the new range is out.", "2026-09-01"),
        ("Schön, Sie getroffen zu haben; ich melde mich im September.", "2026-09-01"),
        ("Nos pondremos en contacto en septiembre.", "2026-09-01"),
        ("Je vous recontacte en septembre.", "2026-09-01"),
        ("Mi faccio vivo a settembre.", "2026-09-01"),
        ("Entrarei em contato em setembro.", "2026-09-01"),
        ("Я напишу вам в сентябре.", "2026-09-01"),
        ("Odezwę się we wrześniu.", "2026-09-01"),
        ("我九月再联系您。", "2026-09-01"),
        ("9月に改めてご連絡いたします。", "2026-09-01"),
        ("9월에 다시 연락드리겠습니다.", "2026-09-01"),
        ("If you decide before 30 September the price stays.", None),
        ("Please get in touch before 30 September.", None),
        ("Please wait until September for the new model.", None),
        ("We will send the samples in September as agreed.", None),
        ("Will you decide in September?", None),
        ("Delivery is in September, as discussed on the phone.", None),
        ("You asked for the price of the panel; it is valid until 30 April.", None),
        ("Bitte entscheiden Sie bis 30. April.", None),
        ("我们九月参加展会,请您来。", None),
    ],
)
def test_a_date_they_named_elsewhere_is_known_from_our_own_words(text: str, day: str | None) -> None:
    told = ours(text).signal("told_date")

    assert (told.value if told else None) == day


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your call. Pity that you already bought from another source this time.",
        "Sorry to hear that the project was cancelled.",
        "It is a shame that your client went with a competitor.",
        "Danke für den Anruf. Schade, dass Sie sich für einen anderen Lieferanten entschieden haben.",
        "Thanks for taking my call. I understand the job went to a local stockist.",
        "Merci de m'avoir prévenue que vous avez pris un autre fournisseur.",
        "Come mi ha detto al telefono avete già ordinato da un altro produttore: sarà per la prossima volta.",
        "Qué pena que el proyecto se haya cancelado.",
        "昨天电话里您提到这个项目已经定了别的厂家，谢谢告知。",
        "Понимаю, что в этот раз вы уже закупили у другого поставщика.",
        "I hear the project is off. All the best.",
        "Danke für die ehrliche Antwort, dass Sie beim bisherigen Lieferanten bleiben.",
        "Entiendo que se quedan con su proveedor actual.",
        "Entendo que decidiram não avançar com o projeto.",
        "明白，这次你们不采购了。",
        "今回は見送りとのこと、承知しました。",
        "Ich bedaure, dass der Auftrag an einen anderen Anbieter gegangen ist.",
        "Dommage que le projet ait été attribué à un autre fournisseur.",
        "Lamento que hayan comprado a otro proveedor, para la próxima estamos a la orden.",
        "É uma pena que tenham fechado com outro fornecedor.",
        "Peccato che abbiate scelto un altro fornitore, alla prossima.",
        "Жаль, что вы выбрали другого поставщика.",
        "Szkoda, że wybrali Państwo innego dostawcę.",
        "Başka bir firma ile anlaşmanıza üzüldük, yolunuz açık olsun.",
        "刚才电话里您说这次已经从别家采购了，很遗憾。",
        "他社に決定されたとのこと、残念です。",
        "다른 업체로 결정하셨다니 아쉽습니다.",
        "Tiếc là anh đã mua bên khác rồi.",
        "Sayang sekali Bapak sudah membeli dari pemasok lain.",
        "يؤسفنا أنكم اشتريتم من مورد آخر.",
    ],
)
def test_their_no_on_the_phone_is_known_from_our_words(text: str) -> None:
    assert ours(text).signal("told_refusal")


@pytest.mark.parametrize(
    "text",
    [
        "I have noted your order of 90 m2 and will send the proforma today.",
        "Ich habe Ihre Bestellung notiert.",
        "J'ai bien noté votre commande.",
        "He anotado su pedido.",
    ],
)
def test_an_order_given_in_a_talk_is_known_from_our_words(text: str) -> None:
    assert ours(text).signal("order_notice")


@pytest.mark.parametrize(
    "text",
    [
        "As you asked on the phone, we will not contact you again.",
        "Wir werden Sie nicht mehr anschreiben.",
        "No les volveremos a escribir.",
        "Nous ne vous dérangerons plus.",
        "Больше не будем вас беспокоить.",
        "以后不会再打扰您了。",
        "今後のご連絡は差し控えさせていただきます。",
    ],
)
def test_a_promise_to_leave_them_alone_is_seen(text: str) -> None:
    assert ours(text).signal("told_stop")


@pytest.mark.parametrize(
    "text",
    [
        "Have you already bought elsewhere?",
        "If you have decided for another supplier, please tell us the reason.",
        "Maybe you bought from another supplier in the meantime, a short word would help.",
        "Falls Sie sich bereits für einen anderen Anbieter entschieden haben, geben Sie bitte kurz Bescheid.",
        "Si ya compraron a otro proveedor, agradecería un comentario.",
        "如果您已经从别家采购了，请告诉我们。",
        "Sorry that the sample went to another address.",
        "As you mentioned, you bought from another supplier last year and were not happy.",
        "You said you will compare with another supplier and revert.",
        "I understand that you have no need for the large size; the small ones are in the offer.",
        "Sorry that we had to cancel the call.",
        "You mentioned that the current supplier is slow; our lead time is 20 days.",
        "Sorry, the 2 mm version is cancelled from our range, we offer 3 mm.",
        "Verstehe, Sie haben den Auftrag noch nicht vergeben.",
        "You ordered the other size last time, so I quote both.",
        "We decided on another supplier for the cartons, so the price stays.",
        "Schade, dass wir uns auf der Messe nicht gesehen haben.",
    ],
)
def test_a_no_that_is_only_asked_after_or_somebody_elses_is_none(text: str) -> None:
    facts = ours(text)

    assert facts.signal("told_refusal") is None
    assert facts.signal("told_stop") is None
