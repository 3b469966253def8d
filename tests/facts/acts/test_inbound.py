"""What customers do with a mail, in fifteen languages: own sentences, one table per act."""

import pytest

from assistant.model import Kind
from tests.given.understood import theirs

STOPS = [
    "Please do not send us any more emails.",
    "Take our address off your mailing list, thank you.",
    "I have asked before: stop writing to me.",
    "Kindly delete my data from your system and confirm.",
    "We would like no further offers from your side. Kind regards",
    "Bitte senden Sie uns keine weiteren E-Mails.",
    "Löschen Sie bitte meine Daten aus Ihrem Verteiler.",
    "Wir möchten nicht mehr angeschrieben werden.",
    "Por favor, deje de enviarme correos.",
    "Elimine mi dirección de su lista, gracias.",
    "Não me envie mais e-mails, por favor.",
    "Favor remover nosso e-mail da sua lista.",
    "Merci de ne plus nous envoyer de mails.",
    "Veuillez supprimer mes coordonnées de votre base.",
    "Vi prego di non inviarci altre mail.",
    "Cancellate il mio indirizzo dalla vostra lista.",
    "Пожалуйста, не пишите нам больше.",
    "Удалите наш адрес из вашей рассылки.",
    "الرجاء التوقف عن إرسال الرسائل إلينا.",
    "احذفوا بريدنا من قائمتكم.",
    "Lütfen bize artık mail göndermeyin.",
    "Adresimizi listenizden silin lütfen.",
    "Proszę nie wysyłać do mnie więcej ofert.",
    "Proszę wykreślić nas z listy mailingowej.",
    "今後このようなメールの送信はお控えください。",
    "配信停止をお願いします。",
    "앞으로 메일 보내지 마세요.",
    "저희를 발송 명단에서 삭제해 주세요.",
    "Xin đừng gửi email cho tôi nữa.",
    "Vui lòng xóa địa chỉ của tôi khỏi danh sách.",
    "Tolong jangan kirim penawaran ke email ini lagi.",
    "Mohon hapus alamat kami dari daftar.",
    "请把我们从邮件名单中删除。",
    "以后请不要再给我发邮件。",
    "請勿再寄廣告信給我們。",
]
REFUSALS = [
    "Thank you, but we have decided to work with another supplier.",
    "The project was cancelled by our management. Thanks for your support.",
    "We will not proceed with this purchase.",
    "Sorry Lin, we bought it locally in the end.",
    "Your samples did not pass our fire test, so no order from us.",
    "Leider haben wir uns für einen anderen Anbieter entschieden.",
    "Das Projekt wurde gestrichen, wir haben daher keinen Bedarf mehr.",
    "Lamentablemente compramos a otro proveedor.",
    "Este año no vamos a importar, gracias de todos modos.",
    "Infelizmente fechamos com outro fornecedor.",
    "O projeto foi cancelado, obrigado pela atenção.",
    "Nous avons finalement choisi un autre fournisseur.",
    "Le projet est annulé, nous ne donnerons pas suite.",
    "Purtroppo abbiamo scelto un altro fornitore.",
    "Il progetto è stato annullato, non procediamo.",
    "К сожалению, мы выбрали другого поставщика.",
    "Проект закрыли, закупать не будем.",
    "نعتذر، لقد اخترنا مورداً آخر.",
    "تم إلغاء المشروع ولن نشتري هذا العام.",
    "Maalesef başka bir tedarikçi ile anlaştık.",
    "Proje iptal edildi, teşekkür ederiz.",
    "Niestety wybraliśmy innego dostawcę.",
    "Projekt został anulowany, dziękujemy za ofertę.",
    "申し訳ございませんが、今回は他社に決定いたしました。",
    "プロジェクトが中止となりましたので、お見送りさせていただきます。",
    "죄송하지만 다른 업체로 결정했습니다.",
    "프로젝트가 취소되어 이번에는 어렵겠습니다.",
    "Rất tiếc, bên tôi đã chọn nhà cung cấp khác.",
    "Dự án bị hủy nên chúng tôi không mua nữa.",
    "Maaf, kami sudah memilih supplier lain.",
    "Proyeknya dibatalkan, terima kasih.",
    "不好意思，客户选了别家供应商。",
    "项目取消了，暂时不需要，谢谢。",
]
ORDERS = [
    "Please find our purchase order attached.",
    "We confirm the order: 500 pcs of BL-2031.",
    "Price accepted, please proceed with production.",
    "Please issue the proforma invoice, we pay the deposit tomorrow.",
    "Anbei erhalten Sie unsere Bestellung 4711.",
    "Wir bestellen 200 Stück zum angebotenen Preis.",
    "Confirmamos el pedido de 300 unidades.",
    "Adjunto orden de compra, favor enviar proforma.",
    "Segue em anexo nosso pedido de compra.",
    "Vamos fechar, pode emitir a proforma.",
    "Veuillez trouver ci-joint notre bon de commande.",
    "Nous confirmons la commande de 400 pièces.",
    "In allegato il nostro ordine n. 118.",
    "Confermiamo l'ordine, mandate la proforma.",
    "Подтверждаем заказ, выставляйте счет.",
    "Направляем заказ на 50 штук во вложении.",
    "نؤكد الطلب، يرجى إرسال الفاتورة المبدئية.",
    "مرفق أمر الشراء رقم 55.",
    "Siparişi onaylıyoruz, proforma gönderir misiniz?",
    "Siparişimiz ektedir.",
    "Potwierdzamy zamówienie na 100 sztuk.",
    "W załączeniu przesyłam zamówienie nr 12.",
    "注文書を添付いたします。",
    "この内容で発注いたします。",
    "발주서 첨부드립니다.",
    "견적대로 주문하겠습니다.",
    "Bên em xác nhận đặt 500 cái, anh gửi PI nhé.",
    "Terlampir PO kami, mohon proforma.",
    "附件是我们的采购订单，请查收。",
    "就按这个价格下单，请发形式发票。",
]
SAMPLES = [
    "Could you send us two samples for testing?",
    "We need a sample before we decide.",
    "Können Sie uns zwei Muster schicken?",
    "Bitte senden Sie uns ein Muster in Weiß.",
    "¿Nos pueden enviar una muestra?",
    "Necesitamos muestras de los dos modelos.",
    "Gostaria de receber uma amostra.",
    "Pouvez-vous nous envoyer un échantillon ?",
    "Potete inviarci un campione?",
    "Пришлите, пожалуйста, образец.",
    "نرجو إرسال عينة واحدة.",
    "Bize iki numune gönderebilir misiniz?",
    "Proszę o przesłanie próbki.",
    "サンプルを2個送っていただけますか。",
    "샘플 2개 보내 주세요.",
    "Anh gửi giúp em hàng mẫu trước nhé.",
    "Tolong kirim sampel dulu.",
    "请先寄两个样品给我们测试。",
]
INQUIRIES = [
    "We are interested in your panels. Please quote 500 pcs FOB.",
    "How much is BL-2031 for 1000 units?",
    "Please send me your price list and catalogue.",
    "Bitte machen Sie uns ein Angebot für 300 Stück.",
    "Was kosten 100 Stück frei Hamburg?",
    "Solicito cotización de 200 lámparas.",
    "¿Cuánto cuesta el panel de 40W?",
    "Gostaria de um orçamento para 500 peças.",
    "Pourriez-vous nous faire un devis pour 50 pièces ?",
    "Vorrei un preventivo per 200 pezzi.",
    "Сколько стоит панель 40 Вт? Нужно 300 штук.",
    "نرجو تزويدنا بعرض سعر لـ 500 قطعة.",
    "500 adet için fiyat teklifi rica ederiz.",
    "Proszę o wycenę 200 sztuk.",
    "500個の見積をお願いいたします。",
    "500개 견적 부탁드립니다.",
    "Cho mình hỏi giá 500 cái đèn.",
    "Mohon penawaran harga untuk 500 unit.",
    "请报一下500个的价格。",
    "請問這款燈多少錢？",
]
HOLDINGS = [
    "Thank you, we will review it and get back to you.",
    "Received. My boss has to approve it first.",
    "We are still waiting for the budget approval.",
    "Danke, wir prüfen das Angebot und melden uns nächste Woche.",
    "Gracias, lo revisamos y les avisamos.",
    "Obrigado, vou analisar com a equipe e te retorno.",
    "Merci, nous étudions votre offre et revenons vers vous.",
    "Grazie, valutiamo l'offerta e vi faremo sapere.",
    "Спасибо, рассмотрим и дадим ответ.",
    "شكراً، سندرس العرض ونعود إليكم.",
    "Teşekkürler, değerlendirip size dönüş yapacağız.",
    "Dziękuję, przeanalizujemy i odezwę się w przyszłym tygodniu.",
    "ありがとうございます。社内で検討して、改めてご連絡いたします。",
    "감사합니다. 검토 후 연락드리겠습니다.",
    "Cảm ơn anh, bên em xem xét rồi báo lại sau.",
    "Terima kasih, kami diskusikan dulu, nanti saya kabari.",
    "收到，我们内部讨论一下再回复您。",
    "好的，等老板定了再联系您。",
]
REPLIES = [
    "Thanks, well received.",
    "Your price is too high. Can you give a discount?",
    "Is the driver included in the price?",
    "Please stop the production until we confirm the colour.",
    "Please remove item 3 from the offer and resend it.",
    "If we order 2000 instead of 500, what is your best price?",
    "Before we place the order we need the test report.",
    "The samples arrived yesterday, they look good.",
    "Please do not hesitate to contact me if anything is unclear.",
    "I will be away from 3 to 10 August. Could you answer before that?",
    "Where is our order 2291? It was promised for last week.",
    "Der Preis ist zu hoch, geht da noch etwas?",
    "¿El precio incluye el transporte?",
    "O preço está caro, tem desconto?",
    "Le prix est trop élevé, pouvez-vous faire un effort ?",
    "Il prezzo è alto, c'è uno sconto?",
    "Дороговато. Есть скидка?",
    "هل السعر شامل الشحن؟",
    "Fiyat yüksek, indirim olur mu?",
    "Czy cena zawiera transport?",
    "送料は含まれていますか。",
    "배송비 포함인가요?",
    "Giá đã bao gồm vận chuyển chưa?",
    "Harganya sudah termasuk ongkir?",
    "价格能再优惠一点吗？",
]


@pytest.mark.parametrize("text", STOPS)
def test_a_stop_request_is_heard_in_every_language(text: str) -> None:
    assert theirs(text).kind is Kind.STOP_REQUEST


@pytest.mark.parametrize("text", REFUSALS)
def test_a_no_is_a_refusal(text: str) -> None:
    assert theirs(text).kind is Kind.REFUSAL


@pytest.mark.parametrize("text", ORDERS)
def test_a_commitment_to_buy_is_an_order(text: str) -> None:
    assert theirs(text).kind is Kind.ORDER


@pytest.mark.parametrize("text", SAMPLES)
def test_asking_for_a_piece_is_a_sample_request(text: str) -> None:
    assert theirs(text).kind is Kind.SAMPLE_REQUEST


@pytest.mark.parametrize("text", INQUIRIES)
def test_asking_for_a_price_first_is_an_inquiry(text: str) -> None:
    assert theirs(text, first=True).kind is Kind.INQUIRY


@pytest.mark.parametrize("text", HOLDINGS)
def test_putting_off_the_decision_is_a_holding_reply(text: str) -> None:
    assert theirs(text).kind is Kind.HOLDING_REPLY


@pytest.mark.parametrize("text", REPLIES)
def test_questions_and_remarks_on_an_offer_are_replies(text: str) -> None:
    assert theirs(text, quoted="> USD 3.85/pc FOB Ningbo").kind is Kind.REPLY


def test_a_no_with_a_later_date_is_a_holding_reply_with_that_date() -> None:
    facts = theirs("Our budget is used up, the project is on hold. Please contact me again in September.")

    assert facts.kind is Kind.HOLDING_REPLY
    named = facts.signal("named_date")
    assert named is not None
    assert named.value == "2026-09-01"


def test_an_attached_purchase_order_is_an_order_and_an_old_one_sent_again_is_not() -> None:
    assert theirs("See attached.", files=("PO 4711.pdf",)).kind is Kind.ORDER
    assert theirs("Where is our order 4711? PO attached again.", files=("PO 4711.pdf",)).kind is Kind.REPLY


def test_a_suppliers_offer_to_us_is_a_quote() -> None:
    facts = theirs("Hi Lin, LED driver 2.15 USD/pc, 1k up, EXW Hangzhou, valid 30 days.", first=True)

    assert facts.kind is Kind.QUOTE
    assert [(str(one.value), one.currency) for one in facts.amounts] == [("2.15", "USD")]


def test_a_buyers_target_price_is_no_offer() -> None:
    facts = theirs("Please quote 500 pcs, our target price is USD 2.10/pc FOB.", first=True)

    assert facts.kind is Kind.INQUIRY


def test_every_decision_that_names_an_act_shows_the_words_it_rests_on() -> None:
    facts = theirs("Sorry, we have decided to work with another supplier.")

    assert facts.evidence[0].where == "new_text"
    assert "another supplier" in facts.evidence[0].text


@pytest.mark.parametrize(
    "text",
    [
        "Dear Lin,\n\nplease find our order: 500 pcs LED panel BL-2031 at USD 7.85 FOB Ningbo. Please confirm.\n\nAnna",
        "new order pls. 500 pcs BL-2031 @7.85, 200 pcs BL-118 @3.55. ship asap",
        "Guten Tag, hiermit bestellen wir 500 Stück BL-2031 zu 7,85 USD FOB Ningbo. Bitte bestätigen.",
        "Добрый день! Наш заказ: 500 шт BL-2031 по 7,85 USD FOB Нинбо. Прошу подтвердить.",
        "Merhaba, siparişimiz: 500 adet BL-2031, birim fiyat 7,85 USD FOB Ningbo. Onaylayınız.",
        "你好，我们下单：BL-2031 500个，单价7.85美元 FOB宁波，请确认。",
    ],
)
def test_an_order_that_names_the_price_is_no_offer_of_a_supplier(text: str) -> None:
    assert theirs(text, first=True).kind is Kind.ORDER
