"""When a quoted mail was written is read from its heading, whatever mail program and language wrote it."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from babel import Locale

from assistant.facts.dates.heading_times import time_of
from assistant.facts.lexicon import fold
from tests.given import ROOT

SENT = datetime(2026, 12, 31, 20, tzinfo=UTC)
# Per language: short months as Gmail and phones write them, full months as Outlook does, then the headings of Gmail,
# Apple Mail and Outlook; {s} and {f} stand for the month in short and in full, {n} for its number.
CALENDARS = {
    "en": (
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "January February March April May June July August September October November December",
        ("On Wed, {s} 15, 2026 at 3:12 PM Ann <ann@a.example> wrote:",
         "On 15 {s} 2026, at 15:12, Ann <ann@a.example> wrote:",
         "Sent: Wednesday, {f} 15, 2026 3:12 PM"),
    ),
    "es": (
        "ene feb mar abr may jun jul ago sept oct nov dic",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        ("El mar, 15 {s} 2026 a la(s) 3:12 p.m., Ana (<ana@a.example>) escribió:",
         "El 15 {s} 2026, a las 15:12, Ana <ana@a.example> escribió:", "Enviado: martes, 15 de {f} de 2026 15:12"),
    ),
    "pt": (
        "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        ("Em ter., 15 de {s} de 2026 às 15:12, Ana <ana@a.example> escreveu:",
         "No dia 15 de {s} de 2026, às 15h12, Ana <ana@a.example> escreveu:",
         "Enviada em: segunda-feira, 15 de {f} de 2026 15:12"),
    ),
    "fr": (
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        ("Le mar. 15 {s} 2026 à 15:12, Anne <anne@a.example> a écrit :",
         "Le 15 {s} 2026 à 15:12, Anne <anne@a.example> a écrit :", "Envoyé : mardi 15 {f} 2026 15:12"),
    ),
    "de": (
        "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        ("Am Di., 15. {s} 2026 um 15:12 Uhr schrieb Anna <anna@a.example>:",
         "Am 15.{n}.2026 um 15:12 schrieb Anna <anna@a.example>:", "Gesendet: Dienstag, 15. {f} 2026 15:12"),
    ),
    "it": (
        "gen feb mar apr mag giu lug ago set ott nov dic",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        ("Il giorno mar 15 {s} 2026 alle ore 15:12 Anna <anna@a.example> ha scritto:",
         "Il giorno 15 {s} 2026, alle ore 15:12, Anna <anna@a.example> ha scritto:",
         "Inviato: martedì 15 {f} 2026 15:12"),
    ),
    "ru": (
        "янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        ("вт, 15 {s} 2026 г. в 15:12, Анна <anna@a.example>:",
         "15 {s} 2026 г., в 15:12, Анна <anna@a.example> написал(а):",
         "Отправлено: 15 {f} 2026 г. 15:12"),
    ),
    "ar": (
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        ("في الثلاثاء، ١٥ {s} ٢٠٢٦ في ٣:١٢ م تمت كتابة ما يلي بواسطة Ana <ana@a.example>:",
         "في 15 {s} 2026، الساعة 3:12 م، كتب Ana <ana@a.example>:", "تم الإرسال: 15 {f}, 2026 03:12 م"),
    ),
    "tr": (
        "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
        "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
        ("Ayşe <a@a.example>, 15 {s} 2026 Sal, 15:12 tarihinde şunu yazdı:",
         "Ayşe <a@a.example> şunları yazdı (15 {s} 2026 15:12):", "Gönderilme: 15 {f} 2026 Salı 15:12"),
    ),
    "pl": (
        "sty lut mar kwi maj cze lip sie wrz paź lis gru",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        ("wt., 15 {s} 2026 o 15:12 Anna <anna@a.example> napisał(a):",
         "Wiadomość napisana przez Anna <anna@a.example> w dniu 15 {s} 2026, o godz. 15:12:",
         "Wysłano: wtorek, 15 {f} 2026 15:12"),
    ),
    "vi": (
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "Giêng;Hai;Ba;Tư;Năm;Sáu;Bảy;Tám;Chín;Mười;Mười Một;Mười Hai",
        ("Vào Th 3, 15 thg {s}, 2026 vào lúc 15:12 Anh <anh@a.example> đã viết:",
         "Vào ngày 15 tháng {s}, 2026, lúc 15:12, Anh <anh@a.example> đã viết:", "Đã gửi: 15 Tháng {f} 2026 3:12 CH"),
    ),
    "id": (
        "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des",
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
        ("Pada Sel, 15 {s} 2026 pukul 15.12 Ani <ani@a.example> menulis:",
         "Pada 15 {s} 2026, pukul 15.12, Ani <ani@a.example> menulis:", "Dikirim: Selasa, 15 {f} 2026 15.12"),
    ),
    "zh": (
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        ("Ann <ann@a.example> 于2026年{s}月15日周二 下午3:12写道：",
         "2026年{s}月15日 15:12，Ann <ann@a.example> 写道：",
         "发送时间: 2026年{f}月15日 下午 03:12"),
    ),
    "ja": (
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        ("2026年{s}月15日(火) 15:12 Ann <ann@a.example>:", "2026/{s}/15 午後3:12、Ann <ann@a.example>のメール:",
         "送信日時: 2026年{f}月15日火曜日 15:12"),
    ),
    "ko": (
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        ("2026년 {s}월 15일 (화) 오후 3:12, Ann <ann@a.example>님이 작성:",
         "2026. {s}. 15. 오후 3:12, Ann <ann@a.example> 작성:", "보낸 날짜: 2026년 {f}월 15일 화요일 오후 3:12"),
    ),
    "nl": (
        "jan feb mrt apr mei jun jul aug sep okt nov dec",
        "januari februari maart april mei juni juli augustus september oktober november december",
        ("Op di 15 {s} 2026 om 15:12 schreef Anna <anna@a.example>:",
         "Op 15 {s} 2026 om 15:12 heeft Anna <anna@a.example> het volgende geschreven:",
         "Verzonden: dinsdag 15 {f} 2026 15:12"),
    ),
    "sv": (
        "jan. feb. mars apr. maj juni juli aug. sep. okt. nov. dec.",
        "januari februari mars april maj juni juli augusti september oktober november december",
        ("Den tis 15 {s} 2026 kl 15:12 skrev Anna <anna@a.example>:",
         "15 {s} 2026 kl. 15:12 skrev Anna <anna@a.example>:",
         "Skickat: den 15 {f} 2026 15:12"),
    ),
    "hu": (
        "jan. febr. márc. ápr. máj. jún. júl. aug. szept. okt. nov. dec.",
        "január február március április május június július augusztus szeptember október november december",
        ("Anna <anna@a.example> ezt írta (időpont: 2026. {s} 15., K, 15:12):",
         "2026. {s} 15. dátummal, 15:12 időpontban Anna <anna@a.example> írta:", "Elküldve: 2026. {f} 15., kedd 15:12"),
    ),
    "cs": (
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "ledna února března dubna května června července srpna září října listopadu prosince",
        ("út 15. {s}. 2026 v 15:12 odesílatel Anna <anna@a.example> napsal:",
         "15. {s}. 2026 v 15:12, Anna <anna@a.example>:", "Odesláno: úterý 15. {f} 2026 15:12"),
    ),
    "ro": (
        "ian. feb. mar. apr. mai iun. iul. aug. sept. oct. nov. dec.",
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
        ("mar., 15 {s} 2026 la 15:12, Ana <ana@a.example> a scris:",
         "Pe 15 {s} 2026, la 15:12, Ana <ana@a.example> a scris:",
         "Trimis: marți, 15 {f} 2026 15:12"),
    ),
    "el": (
        "Ιαν Φεβ Μαρ Απρ Μαΐ Ιουν Ιουλ Αυγ Σεπ Οκτ Νοε Δεκ",
        "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου "
        "Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
        ("Στις Τρί 15 {s} 2026 στις 3:12 μ.μ., ο χρήστης Anna <anna@a.example> έγραψε:",
         "Στις 15 {s} 2026, στις 15:12, ο Anna <anna@a.example> έγραψε:", "Στάλθηκε: Τρίτη, 15 {f} 2026 3:12 μμ"),
    ),
    "fi": (
        "tammik. helmik. maalisk. huhtik. toukok. kesäk. heinäk. elok. syysk. lokak. marrask. jouluk.",
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
        "marraskuuta joulukuuta",
        ("ti 15. {s} 2026 klo 15.12 Anna <anna@a.example> kirjoitti:",
         "Anna <anna@a.example> kirjoitti 15.{n}.2026 kello 15.12:",
         "Lähetetty: tiistai 15. {f} 2026 15.12"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", CALENDARS)
def test_every_month_is_read_as_gmail_apple_mail_and_outlook_write_it(language: str) -> None:
    short, full, headings = CALENDARS[language]
    by_month = zip(short.split(" "), full.split(";" if ";" in full else " "), strict=True)

    for number, (abbreviated, whole) in enumerate(by_month, start=1):
        for heading in headings:
            written = heading.format(s=abbreviated, f=whole, n=number)
            wanted = datetime(2026, number, 15, 15, 12, tzinfo=UTC)
            assert time_of(written, SENT) == wanted, written


@pytest.mark.parametrize("day", [2, 11, 28])
def test_a_weekday_that_looks_like_a_month_does_not_mislead(day: int) -> None:
    assert time_of(f"Il giorno mar {day} giu 2026 alle ore 09:05 Anna <anna@a.example> ha scritto:", SENT) == datetime(
        2026, 6, day, 9, 5, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("heading", "hour"),
    [
        ("On Tue, Jun 2, 2026 at 12:05 AM Ann <a@a.example> wrote:", 0),
        ("On Tue, Jun 2, 2026 at 12:05 PM Ann <a@a.example> wrote:", 12),
        ("2026年6月2日 上午9:05, Ann <a@a.example>:", 9),
        ("2026年6月2日 晚上9:05, Ann <a@a.example>:", 21),
        ("2026년 6월 2일 (화) 오전 9:05, Ann <a@a.example>님이 작성:", 9),
        ("في الثلاثاء، 2 يونيو 2026 في 9:05 ص كتب Ana <a@a.example>:", 9),
        ("Στις 2 Ιουν 2026 στις 9:05 π.μ., Anna <a@a.example> έγραψε:", 9),
        ("Đã gửi: 2 Tháng Sáu 2026 9:05 SA", 9),
        ("El mar, 2 jun 2026 a las 9:05 a. m., Ana <a@a.example> escribió:", 9),
    ],
)
def test_hours_of_the_morning_and_of_the_evening_are_told_apart(heading: str, hour: int) -> None:
    assert time_of(heading, SENT) == datetime(2026, 6, 2, hour, 5, tzinfo=UTC)


def test_a_heading_without_an_hour_means_its_day() -> None:
    assert time_of("Le 2 juin 2026, Anne <anne@a.example> a écrit :", SENT) == datetime(2026, 6, 2, 12, tzinfo=UTC)


def test_the_hour_is_that_of_our_own_clock_unless_an_offset_stands_beside_it() -> None:
    sent = SENT.astimezone(timezone(timedelta(hours=8)))

    assert time_of("On 2 Jun 2026, at 15:12, Ann <a@a.example> wrote:", sent) == datetime(2026, 6, 2, 7, 12, tzinfo=UTC)
    assert time_of("On 2 Jun 2026 at 15:12 GMT+2, Ann <a@a.example> wrote:", sent) == datetime(
        2026, 6, 2, 13, 12, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("heading", "sent", "day"),
    [
        ("On 5/4/2026 9:05 AM, Ann <a@a.example> wrote:", datetime(2026, 5, 5, 9, tzinfo=UTC), (5, 4)),
        ("El 5/4/26 a las 9:05, Ana <a@a.example> escribió:", datetime(2026, 4, 6, 9, tzinfo=UTC), (4, 5)),
        ("Am 05.04.26 um 09:05 schrieb Anna <a@a.example>:", datetime(2026, 5, 5, 9, tzinfo=UTC), (4, 5)),
        ("On 2026-04-05 09:05, Ann <a@a.example> wrote:", datetime(2026, 5, 5, 9, tzinfo=UTC), (4, 5)),
    ],
)
def test_of_two_readings_the_one_shortly_before_our_mail_is_meant(
    heading: str, sent: datetime, day: tuple[int, int]
) -> None:
    assert time_of(heading, sent) == datetime(2026, *day, 9, 5, tzinfo=UTC)


def test_a_time_after_the_mail_that_quotes_it_is_none() -> None:
    assert time_of("On 2 Jun 2027, at 15:12, Ann <a@a.example> wrote:", SENT) is None


def test_a_heading_without_a_year_tells_no_time() -> None:
    assert time_of("On 2 June, Ann <a@a.example> wrote:", SENT) is None


# Of a short word that two languages know ("lip"), the earlier has it.
LANGUAGES = "en es pt fr de it ru ar tr pl vi id nl sv nb da fi cs sk hu ro el bg uk"
MONTHS = ROOT / "assistant" / "facts" / "dates" / "months.json"


def calendars() -> str:
    """Return what months.json should hold: per language the folded months in short and in full, as CLDR has them."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for language in LANGUAGES.split():
        words: dict[str, dict[str, int]] = {"short": {}, "full": {}}
        for use in ("format", "stand-alone"):
            for width, key in (("abbreviated", "short"), ("wide", "full")):
                for number, name in Locale.parse(language).months[use][width].items():
                    words[key].setdefault(fold(name).strip("." if key == "short" else ""), number)
        found[language] = words
    return json.dumps(found, ensure_ascii=False, indent=0) + "\n"


def test_the_months_kept_are_those_of_babel() -> None:
    """`python -m tests.facts.dates.test_heading_times` writes them anew after babel learned more."""
    assert MONTHS.read_text("utf-8") == calendars()


if __name__ == "__main__":
    MONTHS.write_text(calendars(), "utf-8")
