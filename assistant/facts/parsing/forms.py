"""What a web form carries: a buyer's name, address and words, sent by a site in the site's own name.

Public: `Form`, `form_of`. Definitions "internal" and "bulk": a form from our own domain, or a portal's mail that holds
the buyer's own words and a way to answer him, is that buyer's mail. A form here is at least a labelled e-mail address
and labelled words: an address alone is a newsletter's new subscriber.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.facts.lexicon import fold

_LABELS = {
    "name": (
        r"(?:your |full |first and last |contact )?name|nombre(?: y apellidos)?|nom|nome(?: e cognome)?|naam|"
        r"vor- und nachname|imie i nazwisko|ad soyad|adiniz|имя|фио|الاسم|ho ten|ho va ten|nama|"
        r"姓名|名字|称呼|お名前|氏名|이름|성함"
    ),
    "address": (
        r"(?:your |business |work )?e-?mail[ -]?(?:address|adresse|id)?|(?:direccion de )?correo(?: electronico)?|"
        r"courriel|adresse e-?mail|indirizzo e-?mail|e-?posta(?: adresi)?|adres e-?mail|alamat email|"
        r"(?:эл(?:\.|ектронная) ?)?почта|البريد(?: الالكتروني)?|邮箱|电子邮件|邮件|メール(?:アドレス)?|이메일"
    ),
    "words": (
        r"(?:your |the )?(?:message|comments?|inquiry|enquiry|request|question|details|requirements?)|"
        r"(?:ihre )?(?:nachricht|anfrage)|mensaje|comentarios?|consulta|mensagem|messaggio|richiesta|demande|"
        r"wiadomosc|tresc|mesaj(?:iniz)?|сообщение|запрос|الرساله|noi dung|pesan|"
        r"留言|内容|询价内容|需求|お問い合わせ内容|ご用件|문의 ?내용|메시지|내용"
    ),
}
_FIELD = re.compile(
    rf"^[ \t*•>-]{{0,4}}(?:{'|'.join(f'(?P<{sort}>{fold(words)})' for sort, words in _LABELS.items())})[ \t*]{{0,3}}"
    r"(?:[:：=]|$)[ \t*]*(?P<value>[^\n]{0,200})(?:(?=\n{1,2}[ \t]*(?P<below>[^\n]{1,200})))?",
    re.M,
)
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@(?:[\w-]+\.)+[^\W\d_]{2,24}")
_LONGEST = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The fields of a web form that tell who wrote."""

    address: str  # lower case
    name: str | None  # as the form has it


@lru_cache(maxsize=64)  # direction, parties, robots and names each ask for the same text
def form_of(text: str) -> Form | None:
    """Return who filled in the form that a mail's new text is; None for a mail that is no form."""
    if "@" not in text[:_LONGEST]:
        return None
    folded = fold(text[:_LONGEST])
    kept = text if len(folded) == len(text[:_LONGEST]) else folded  # names as they were spelled, where places agree
    told: dict[str, str] = {}
    for field in _FIELD.finditer(folded):
        part = "value" if field["value"].strip() else "below"
        if field[part]:
            sort = next(one for one in _LABELS if field[one])
            told.setdefault(sort, kept[field.start(part) : field.end(part)].strip(" \t*"))
    address = _ADDRESS.search(told.get("address", ""))
    if address is None or not told.get("words"):
        return None
    name = told.get("name")
    return Form(address=address[0].lower(), name=name if name and "@" not in name and len(name) <= 60 else None)
