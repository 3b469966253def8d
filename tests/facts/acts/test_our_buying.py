"""Which of our own mails ask somebody for his price, which bargain about it, and what his answer is then."""

import pytest

from assistant.model import Kind
from tests.given.understood import ours, theirs

ASKED = [
    "你好，请报价：40W 电源 5000 个",
    "上海到汉堡 1x40HQ 海运费多少？",
    "麻烦给我们一个最优惠的价格",
    "这个型号怎么卖？",
    "您好，附件是图纸，请核算价格。",
    "Hi Michael, please quote 40W driver non dim, 5k. Grace",
    "Could you send us your best price for 5000 drivers?",
    "How much is one carton printed in two colours?",
    "We would like to have your quotation for 20,000 zip bags.",
    "May we have your best offer for polycarbonate sheets?",
    "Dear Tom, please work out your best freight rate for 2x40HQ to Lagos.",
    "Kindly let us have your offer for 3 tons of epoxy resin.",
    "Merhaba, 5000 adet için fiyat verir misiniz?",
    "3 ton epoksi için en iyi fiyatınızı bildirmenizi rica ederiz.",
    "Bitte senden Sie uns Ihr Angebot für 5000 Kartons.",
    "Was kosten 2000 Stück Netzteile 40 W?",
    "Wie hoch ist die Seefracht Hamburg - Lagos für 1x40HQ?",
    "Wir bitten um ein Angebot über 3 t Epoxidharz.",
    "Können Sie uns einen Preis für die Gehäuse nennen?",
    "Preisanfrage: 500 Stück Gehäuse laut Zeichnung",
    "Wir benötigen ein Angebot für 10 Paletten.",
    "Könnten Sie uns bitte 2000 Faltschachteln anbieten?",
    "¿Podrían cotizarnos 5000 cajas de cartón?",
    "Favor de cotizar 3 toneladas de resina.",
    "¿Cuál es su mejor precio para 2000 fuentes de 40 W?",
    "¿Cuánto cuesta el flete Valencia - Lagos de 1x40HQ?",
    "Por favor envíenos su cotización para 10 rollos.",
    "Necesitamos precio para 500 piezas según plano adjunto.",
    "Solicitamos presupuesto de 3000 carcasas.",
    "Poderiam cotar 5000 caixas de papelão?",
    "Qual é o vosso melhor preço para 2000 fontes?",
    "Quanto custa o frete Santos - Hamburgo?",
    "Solicitamos cotação de 3 toneladas de resina.",
    "Por favor, envie-nos o seu orçamento para 10 rolos.",
    "Pode me passar o preço de 500 peças?",
    "Merci de nous faire parvenir votre meilleur prix pour 5000 cartons.",
    "Pourriez-vous nous coter 2000 alimentations 40 W ?",
    "Quel est votre tarif pour un 40HQ Le Havre - Lagos ?",
    "Combien coûtent 3 tonnes de résine ?",
    "Demande de prix : 500 boîtiers selon plan joint.",
    "Veuillez nous adresser un devis pour 10 palettes.",
    "Potreste farci un'offerta per 5000 scatole?",
    "Qual è il vostro miglior prezzo per 2000 alimentatori?",
    "Quanto costa il nolo Genova - Lagos per 1x40HQ?",
    "Vi chiediamo cortesemente di inviarci un preventivo per 10 pallet.",
    "Vorremmo ricevere la vostra quotazione per 3 t di resina.",
    "Прошу выставить КП на 5000 коробок.",
    "Какая цена на блоки питания 40 Вт, 2000 шт?",
    "Сколько стоит фрахт Новороссийск - Лагос, 1x40HQ?",
    "Просим прислать коммерческое предложение на 3 т смолы.",
    "Пришлите, пожалуйста, прайс на картон.",
    "Подскажите цену на 500 корпусов по чертежу.",
    "يرجى تزويدنا بعرض سعر لـ 5000 كرتونة.",
    "ما هو أفضل سعر لديكم لـ 2000 محول؟",
    "كم تكلفة الشحن من جبل علي إلى لاغوس 1x40HQ؟",
    "نرجو إرسال أسعاركم لثلاثة أطنان من الراتنج.",
    "بكم سعر القطعة لكمية 500؟",
    "Proszę o wycenę 5000 kartonów.",
    "Jaka jest Państwa najlepsza cena za 2000 zasilaczy?",
    "Ile kosztuje fracht Gdynia - Lagos, 1x40HQ?",
    "Prosimy o przesłanie oferty na 3 t żywicy.",
    "Zapytanie ofertowe: 500 obudów wg rysunku.",
    "Anh báo giá giúp em 5000 thùng carton nhé.",
    "Vui lòng gửi cho chúng tôi báo giá 2000 bộ nguồn 40W.",
    "Cước biển Hải Phòng - Lagos 1x40HQ bao nhiêu?",
    "Cho em xin giá 3 tấn nhựa epoxy.",
    "Đơn giá vỏ hộp 500 cái là bao nhiêu ạ?",
    "Mohon kirimkan penawaran harga untuk 5000 karton.",
    "Berapa harga 2000 pcs adaptor 40W?",
    "Tolong info tarif freight Jakarta - Lagos 1x40HQ.",
    "Kami butuh penawaran untuk 3 ton resin.",
    "Bisa minta harga untuk 500 casing?",
    "段ボール箱5000個のお見積りをお願いいたします。",
    "40W電源2000個の単価を教えてください。",
    "横浜〜ラゴスの海上運賃はいくらでしょうか。",
    "樹脂3トンの価格をご提示いただけますでしょうか。",
    "종이 상자 5000개 견적 부탁드립니다.",
    "40W 드라이버 2000개 단가가 얼마인가요?",
    "부산 - 라고스 해상운임 알려 주세요.",
    "수지 3톤 견적서 보내 주시기 바랍니다.",
    "请报一下铝型材的价格，6 米长，2 吨。",
    "宁波到桑托斯 40 尺柜海运费怎么收费？",
    "麻烦发一份泡沫箱的报价单。",
    "这批标签的单价是多少？",
    "Please advise your air freight to Lima for 320 kg.",
    "Let us know the rate for two pallets to Oslo.",
    "What is the unit price of the 60 mm hinge?",
    "RFQ for 800 castings, drawing below.",
    "12 palet için navlun teklifinizi alabilir miyiz?",
    "Bobin fiyatınız nedir?",
    "Strafor kutu fiyatı ne kadar?",
    "附件图纸，帮核个价",
    "这种弹簧现在报多少？",
    "What would 500 of the blue housings run me?",
    "Please find attached our RFQ 2231, kindly revert with your best offer.",
    "Would you be able to quote us on the attached drawing?",
    "Bitte bieten Sie an: 3 t PP-Granulat.",
    "Welchen Preis können Sie uns für 2000 Kartons machen?",
    "¿Me pasa precio de 500 bisagras?",
    "Quanto vocês cobram pelo frete Itajaí - Xangai?",
    "Che prezzo fate per 2000 scatole?",
    "Ждём ваше КП по чертежу во вложении.",
    "من فضلك أرسل لنا قائمة الأسعار.",
    "Merhaba, ekteki çizim için fiyat çalışması rica ederiz.",
    "Czy mogą Państwo przedstawić ofertę na granulat PP?",
    "Ongkir Jakarta-Medan berapa ya untuk 2 ton?",
    "添付図面にて御見積をお願い致します。",
]
OFFERED = [
    "We make LED panels. Please contact us for a quotation.",
    "We can give you the best price in the market.",
    "Our mills give us the best price, so you save.",
    "Please let us know your target price.",
    "If you need a quotation, please send us your drawing.",
    "What is your price idea?",
    "Please send us your inquiry and we will quote our best price.",
    "Please quote our reference number in your reply.",
    "May I know which price you are paying now?",
    "We would like to send you our offer.",
    "Would you like a quote for 2000 pcs?",
    "Please see our new price list.",
    "Just send us the drawing and we quote you within 24 hours.",
    "Did you receive our quotation?",
    "Please let me know if our price works for you.",
    "我们是生产彩盒的工厂，可以给您报价。",
    "请告知您的目标价。",
    "请发图纸给我们，我们给您报价。",
    "如果您需要报价，请随时联系我。",
    "欢迎来电询价。",
    "请问报价收到了吗？",
    "您目前采购价多少？",
    "附件是我们的最新报价，请查收。",
    "İhtiyacınız olursa size teklif verelim.",
    "Teklifimizle ilgili geri dönüşünüzü bekliyoruz.",
    "Hedef fiyatınız nedir?",
    "Yeni fiyatlarımızı görmek ister misiniz?",
    "Nennen Sie uns Ihre Mengen, dann machen wir Ihnen ein Angebot.",
    "Bitte beachten Sie unser neues Angebot.",
    "Was kostet Sie ein Ausfall der Beleuchtung?",
    "Falls Sie ein Angebot wünschen, melden Sie sich.",
    "Bitte teilen Sie uns Ihren Zielpreis mit.",
    "Nos gustaría enviarle nuestra mejor cotización.",
    "Si necesita una cotización, escríbanos.",
    "¿Cuál es su precio objetivo?",
    "¿Podría revisar nuestra cotización?",
    "Gostaríamos de enviar a nossa melhor proposta.",
    "Qual é o seu preço alvo?",
    "Se precisar de cotação, estou à disposição.",
    "Nous aimerions vous adresser notre offre.",
    "Quel est votre prix cible ?",
    "Si vous souhaitez un devis, écrivez-nous.",
    "Vorremmo presentarvi la nostra offerta.",
    "Qual è il vostro prezzo target?",
    "Se avete bisogno di un preventivo, scriveteci.",
    "Если Вам нужно КП, пришлите спецификацию.",
    "Мы вышлем Вам лучшие цены.",
    "Какая у вас целевая цена?",
    "Получили ли Вы наше предложение?",
    "نود أن نرسل لكم عرض أسعارنا.",
    "إذا كنتم بحاجة إلى عرض سعر، راسلونا.",
    "ما هو السعر المستهدف لديكم؟",
    "Chętnie prześlemy Państwu naszą ofertę.",
    "Jeśli potrzebują Państwo wyceny, proszę o kontakt.",
    "Czy otrzymali Państwo naszą ofertę?",
    "Chúng tôi sẽ gửi báo giá cho anh.",
    "Nếu anh cần báo giá, xin liên hệ em.",
    "Giá mục tiêu của anh là bao nhiêu?",
    "Kami bisa kirim penawaran terbaik.",
    "Jika Bapak butuh penawaran, hubungi kami.",
    "Berapa harga target Bapak?",
    "弊社の価格表をお送りします。",
    "ご入用の場合はお見積りいたします。",
    "ご希望の価格を教えてください。",
    "저희 견적을 보내 드리겠습니다.",
    "필요하시면 견적을 드리겠습니다.",
    "희망 단가를 알려 주세요.",
    "Please give us a chance to quote.",
    "May I know the price you get today?",
    "Boleh saya kirim penawaran?",
    "您需要什么价位的产品？",
    "نقدم لكم أفضل سعر في السوق.",
    "مرحبا بكم، نحن مصنع لمصابيح LED.",
    "カタログと価格表をお送りします。ご検討ください。",
    "Darf ich Ihnen ein Angebot senden?",
    "¿Le puedo enviar una cotización?",
    "Anh muốn báo giá số lượng bao nhiêu?",
    "Do you need prices for the spring season?",
    "Let us know if the price of the panel suits you.",
    "Brauchen Sie aktuelle Preise?",
    "お見積りは必要でしょうか。",
    "您需要一份报价吗？",
]
BIDS = [
    "Could you supply them at USD 1.20 each?",
    "你们单价能做到 2.1 元吗？",
    "¿Podrían hacerlo a 1,20 EUR la pieza?",
    "Conseguem fazer a 1,20 EUR a peça?",
    "Pouvez-vous les faire à 1,20 € la pièce ?",
    "Können Sie die Kartons für 0,75 € pro Stück liefern?",
    "Potreste farli a 1,20 € al pezzo?",
    "Сможете сделать по 42 рубля за штуку?",
    "هل يمكنكم توريدها بسعر 2.10 دولار للقطعة؟",
    "Adedi 17 TL'den yapabilir misiniz?",
    "Czy moglibyście zrobić po 2,90 zł za sztukę?",
    "Bên anh làm 11.000 VND/cái được không?",
    "Apakah bisa kasih Rp 11.000 per pcs?",
    "110円で製作いただけますでしょうか。",
    "개당 1,100원에 공급해 주실 수 있나요?",
    "We can only pay USD 1.20/pc, is that possible?",
    "Could you come down to USD 1,050 per 40HQ?",
    "1620 元一套能做吗？",
    "Could you do them for USD 4.10 each?",
]
PRICES = [
    "Can you accept USD 3.60/pc?",
    "We can do USD 3.60/pc if you take 500.",
    "Would USD 3.60/pc work for you?",
    "我们可以做到 4.2 元，您看行吗？",
    "可以给您做到4.2元一个，您看可以吗？",
    "Podemos hacerlo a 3,60 EUR la pieza, ¿le parece?",
    "Podemos fazer a 3,60 EUR a peça, serve?",
    "Nous pouvons vous la faire à 3,60 € la pièce, d'accord ?",
    "Wir können 3,60 € pro Stück machen, passt das?",
    "Possiamo farlo a 3,60 € al pezzo, va bene?",
    "Можем сделать по 340 рублей за штуку, устроит?",
    "يمكننا توريدها بسعر 3.60 دولار للقطعة، هل يناسبكم؟",
    "Możemy zrobić po 3,60 EUR za sztukę, pasuje?",
    "Bên em làm giá 3,60 USD/cái, anh thấy được không?",
    "Kami bisa kasih USD 3,60 per pcs, bagaimana?",
    "単価360円でご提供できますが、いかがでしょうか。",
    "개당 3,600원에 공급 가능합니다. 괜찮으신가요?",
    "To meet your target price we offer USD 3.60/pc.",
    "按您的数量，单价可以做到4.2元。",
    "Adedini 3,60 USD'ye yapabiliriz.",
]

ANSWERS = [
    "熏蒸托盘每个 95 元含税，三天交货。",
    "标签 10000 张，单价 0.18 元，含运费。",
    "Etiket birim fiyatımız 0,85 TL + KDV'dir, teslim 1 hafta.",
    "Gli imballi vengono 4,20 € al pezzo, consegna 2 settimane.",
    "سعرنا 2.35 دولار للقطعة شامل التوصيل، التسليم خلال اسبوع.",
    "Harga kami Rp 12.500 per pcs, belum termasuk PPN.",
    "단가는 개당 1,200원(부가세 별도)이며 납기는 2주입니다.",
    "Der Karton kostet 0,82 € pro Stück ab Werk.",
]
OUR_WISH = """On Mon, Mar 9, 2026 at 9:00 AM Lin Wei <lin@brightline.example> wrote:

> Hello Anna,
> please send us your best price for 500 pcs.
> Lin"""
THEIR_WISH = OUR_WISH.replace("Lin Wei <lin@brightline.example>", "Anna Keller <a.keller@keller.example>")


@pytest.mark.parametrize("text", ASKED)
def test_whom_we_ask_so_for_a_price_is_to_sell_to_us(text: str) -> None:
    facts = ours(text, subject="boxes")

    assert facts.signal("asks_price") is not None
    assert facts.kind is Kind.REPLY


@pytest.mark.parametrize("text", OFFERED)
def test_a_sellers_first_letter_speaks_of_prices_and_asks_for_none(text: str) -> None:
    assert ours(text, subject="boxes").signal("asks_price") is None


@pytest.mark.parametrize("text", BIDS)
def test_a_price_that_we_would_pay_is_no_quote_of_ours(text: str) -> None:
    facts = ours(text)

    assert facts.kind is Kind.REPLY
    assert facts.amounts == ()
    assert facts.signal("asks_price") is not None


@pytest.mark.parametrize("text", PRICES)
def test_a_price_at_which_we_would_sell_is_a_quote_also_as_a_question(text: str) -> None:
    facts = ours(text)

    assert facts.kind is Kind.QUOTE
    assert facts.signal("asks_price") is None


@pytest.mark.parametrize("text", ANSWERS)
def test_a_price_in_answer_to_our_asking_is_a_suppliers_offer(text: str) -> None:
    assert theirs(text, quoted=OUR_WISH, subject="Re: boxes").kind is Kind.QUOTE


def test_a_price_below_which_stands_their_own_asking_is_an_answer_of_a_customer() -> None:
    assert theirs("标签 10000 张，单价 0.18 元，含运费。", quoted=THEIR_WISH, subject="Re: boxes").kind is Kind.REPLY
    assert theirs("标签 10000 张，单价 0.18 元，含运费。", subject="Re: boxes").kind is Kind.REPLY
