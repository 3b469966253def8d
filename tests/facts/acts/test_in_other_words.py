"""A second, tougher table of acts: sentences written after the lexicon, to see whether it generalises."""

import pytest

from assistant.model import Kind
from tests.given.understood import ours, theirs

BELOW = "> USD 3.85/pc FOB Ningbo"
ANSWERS: dict[str, list[str]] = {
    "stop_request": [
        "Not interested, and please don't send any more mails.",
        "Please unsubscribe us.",
        "I keep getting your messages. Enough. Do not write again.",
        "Nehmen Sie mich bitte aus dem Verteiler.",
        "Kein Interesse, bitte keine weiteren Mails.",
        "No me escriban más por favor",
        "Parem de enviar e-mails, obrigado",
        "Arrêtez de m'envoyer des mails svp",
        "Non scrivetemi più",
        "Прекратите рассылку",
        "لا ترسل لي رسائل بعد الآن",
        "Artık yazmayın lütfen",
        "Proszę już do mnie nie pisać",
        "メールの配信を止めてください",
        "이메일 그만 보내세요",
        "Đừng gửi mail nữa",
        "Stop kirim email ke saya",
        "别发了，谢谢",
        "麻烦把我从群发名单里去掉",
        "請不要再聯絡我們",
        "We have no need for your product and would appreciate not receiving further correspondence.",
    ],
    "refusal": [
        "Unfortunately the price did not work for our customer, they went with a Turkish mill.",
        "We decided not to go ahead.",
        "No thanks, we found a local source.",
        "Our client has put the order elsewhere.",
        "Nous n'avons pas retenu votre offre.",
        "Wir haben den Auftrag anderweitig vergeben.",
        "Wir müssen Ihnen leider absagen.",
        "Nos quedamos con el proveedor actual.",
        "Não vamos prosseguir, ficou fora do orçamento.",
        "Siamo spiacenti ma abbiamo già acquistato altrove.",
        "Мы купили у другой компании.",
        "لن نتمكن من الشراء هذا العام.",
        "Bu yıl almaktan vazgeçtik.",
        "Rezygnujemy z zakupu.",
        "今回はご縁がなかったということで。",
        "이번 건은 진행하지 않기로 했습니다.",
        "Bên em không mua nữa, cảm ơn anh.",
        "Kami batal beli.",
        "我们这次不采购了。",
        "客人下给别人了，抱歉。",
        "我们已经在别家下单了。",
        "We have placed this order with our Polish supplier.",
        "We will not continue with this project.",
        "We have enough stock and do not plan to buy.",
        "Sorry, we found cheaper.",
        "Das Projekt ist leider an einen anderen Anbieter gegangen.",
        "We have already ordered from a competitor, sorry.",
        "Der Auftrag ging leider an einen Mitbewerber.",
    ],
    "order": [
        "Ok, we take 500 at this price. PI please.",
        "Deal. Send me the proforma.",
        "Order confirmed, PO follows tomorrow.",
        "Podem avançar, segue a nossa encomenda.",
        "Please book 2x40HQ for us.",
        "Hiermit bestelle ich 50 Stück.",
        "Bitte liefern Sie 300 Stück wie angeboten.",
        "Va bene, ordiniamo 100 pezzi.",
        "On commande 200 pièces.",
        "Fechado! Pode produzir 500.",
        "Adelante con los 400, manda la proforma.",
        "Берем 20 штук, счет пожалуйста.",
        "موافقون على السعر، ابدؤوا الإنتاج.",
        "Fiyat uygun, 200 adet sipariş veriyoruz.",
        "Akceptujemy cenę, prosimy o proformę.",
        "発注書をお送りします。",
        "주문 진행하겠습니다. PI 보내주세요.",
        "Em chốt 200 cái nhé.",
        "Oke, kami order 300 pcs.",
        "可以，定500个，发合同吧。",
        "我們確定下單，請開PI。",
    ],
    "holding_reply": [
        "Thanks. Give us a few days.",
        "Noted, will revert.",
        "Not now, maybe in spring.",
        "The tender result comes in August.",
        "Só em julho teremos resposta.",
        "Eine Entscheidung gibt es erst im Juli.",
        "I'm travelling, will come back to you on Thursday.",
        "We'll decide after the fair.",
        "Unser Chef ist im Urlaub, wir melden uns danach.",
        "Lo estamos evaluando.",
        "Estamos aguardando aprovação da diretoria.",
        "Nous attendons la validation du budget.",
        "Stiamo valutando.",
        "Пока думаем.",
        "Onay bekliyoruz.",
        "Czekamy na decyzję zarządu.",
        "検討中です。",
        "내부 검토 중입니다.",
        "Đang chờ sếp duyệt.",
        "Masih menunggu persetujuan atasan.",
        "还在等客户确认。",
        "我問一下老闆再回你。",
        "القرار عند الإدارة، سنبلغكم قريباً.",
    ],
    "sample_request": [
        "Before ordering we would like to test one unit, can you ship it?",
        "Please courier 3 pcs for evaluation.",
        "Könnten wir vorab ein Musterstück bekommen?",
        "Me gustaría ver una muestra primero.",
        "Quero uma amostra antes de fechar.",
        "J'aimerais recevoir des échantillons.",
        "Vorremmo un campione.",
        "Нужны образцы для испытаний.",
        "Numune rica ediyoruz.",
        "サンプルをお願いします。",
        "샘플 요청드립니다.",
        "Có gửi hàng mẫu không anh?",
        "Boleh minta sampel?",
        "能寄个样品吗？",
    ],
    "reply": [
        "Ok noted, thanks.",
        "Can you do 3.60?",
        "Ok if you can do 3.60 and deliver by end of July.",
        "We accept if payment is 60 days.",
        "We have enough stock of item 3, so only send items 1 and 2.",
        "If 3.60 is possible we will order 900.",
        "3.60 and we have a deal.",
        "We will order once the client confirms.",
        "Wenn Sie 3,60 machen, bestellen wir 500 Stück.",
        "3.60能做的话就定500个。",
        "Waiting for your revised offer.",
        "What is the lead time for 1000 pcs?",
        "The colour on the photo looks different.",
        "Please resend the datasheet.",
        "We did not receive the attachment.",
        "My order number is 4711, when will it ship?",
        "Wann können Sie liefern?",
        "¿Cuál es el plazo de entrega?",
        "Qual o prazo de entrega?",
        "Quel est le délai ?",
        "Che tempi di consegna avete?",
        "Какой срок поставки?",
        "ما هي مدة التسليم؟",
        "Teslim süresi nedir?",
        "Jaki jest termin dostawy?",
        "納期はどのくらいですか。",
        "납기가 어떻게 되나요?",
        "Thời gian giao hàng bao lâu?",
        "Berapa lama pengirimannya?",
        "交期多久？",
    ],
}
FIRST_WORDS = [
    "Hi, do you have 40W panels in stock?",
    "Interested in your LED strips, pls send catalogue + prices",
    "We're a distributor in Chile looking for a valve supplier.",
    "Guten Tag, wir benötigen 500 Stück Handtücher. Bitte Angebot.",
    "Estamos buscando proveedor de globos.",
    "Procuramos fornecedor de seringas.",
    "Nous recherchons un fabricant d'étuis.",
    "Cerchiamo un produttore di scatole.",
    "Нужен прайс на полотенца.",
    "نبحث عن مورد كمامات.",
    "Bornoz fiyatlarınızı öğrenebilir miyim?",
    "Szukamy dostawcy narzędzi.",
    "カタログと価格表を送ってください。",
    "가격표 보내주세요.",
    "Bên em muốn nhập máy ép, giá thế nào anh?",
    "Ada katalog dan daftar harga?",
    "你们有304不锈钢球阀吗？什么价格？",
    "Kindly advise your best price CFR Lagos for 2 containers.",
]
OFFERS = [
    "As discussed, 4.20 per set EXW.",
    "3.5 eur/stk, 1000 stk, dap wien",
    "Updated price: $2.05.",
    "Our revised offer is attached.",
    "Anbei unser überarbeitetes Angebot.",
    "Le dejo precios: modelo A USD 5, modelo B USD 7,50.",
    "Te paso la cotización en adjunto.",
    "Segue proposta em anexo.",
    "Ci-joint notre devis.",
    "In allegato la nostra offerta.",
    "Во вложении наше КП.",
    "مرفق عرض السعر.",
    "Teklifimiz ektedir.",
    "W załączeniu oferta.",
    "見積書を添付いたします。",
    "견적서 첨부드립니다.",
    "Em gửi anh báo giá đính kèm.",
    "Terlampir penawaran kami.",
    "报价如附件，请查收。",
    "120块一套，含运费。",
]
NO_OFFERS = [
    "Your order will ship next week.",
    "Have you decided about the panels?",
    "Invoice 4711 over EUR 2,300 attached.",
    "We received your payment of USD 5,000, thank you.",
    "Deposit received, 30% USD 900.",
    "Merry Christmas!",
    "Our bank details: ... please pay USD 3,000.",
    "Please find the packing list attached.",
    "Can you confirm the quantity so that we can quote?",
    "Ihre Rechnung über 450 EUR ist noch offen.",
    "Gracias por su pedido, total USD 1.200.",
    "货已发出，运单号1234。",
    "您的定金3000元收到了。",
]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in ANSWERS.items() for text in texts])
def test_answers_to_an_offer_are_told_apart(kind: str, text: str) -> None:
    assert theirs(text, quoted=BELOW).kind.value == kind


@pytest.mark.parametrize("text", FIRST_WORDS)
def test_a_strangers_wish_for_goods_is_an_inquiry(text: str) -> None:
    assert theirs(text, first=True).kind is Kind.INQUIRY


@pytest.mark.parametrize("text", OFFERS)
def test_offers_are_seen_in_few_words(text: str) -> None:
    assert ours(text).kind is Kind.QUOTE


@pytest.mark.parametrize("text", NO_OFFERS)
def test_business_around_an_order_is_no_offer(text: str) -> None:
    assert ours(text).kind is Kind.REPLY


@pytest.mark.parametrize(
    "text",
    [
        "Ok if you can do 3.60.",
        "If 3.60 is possible we will order 900.",
        "Our target is 3.60.",
        "Waiting for your revised offer.",
        "I can't open the attachment.",
        "Der Anhang fehlt leider.",
    ],
)
def test_a_bid_and_a_fault_of_ours_want_an_answer_without_a_question_mark(text: str) -> None:
    assert theirs(text, quoted=BELOW).signal("question")


def test_no_to_one_item_is_no_refusal() -> None:
    text = "We don't need the track lights any more, but the spots look fine. Let me check with the client."

    assert theirs(text, quoted=BELOW).kind is not Kind.REFUSAL
