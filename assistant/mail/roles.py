"""What a folder is for: SPECIAL-USE first (RFC 6154), then known names in many languages, the user's word above all.

Public: `decide_roles` (for transports), `doubts` (what `check` and `init` should ask), `chosen` (where to write).
"""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.mail.account import FolderChoice
from assistant.mail.mailbox import Folder
from assistant.model import Role

OURS = "Followup"

_ATTRIBUTES = {
    "\\sent": Role.SENT,
    "\\drafts": Role.DRAFTS,
    "\\trash": Role.TRASH,
    "\\junk": Role.JUNK,
    "\\spam": Role.JUNK,  # XLIST
    "\\archive": Role.ARCHIVE,
    "\\all": Role.ALL,
    "\\allmail": Role.ALL,  # XLIST
    "\\inbox": Role.INBOX,  # XLIST
}

# Names as servers, web mail and desktop clients of these languages make them; compared without case, accents, blanks.
# zh simplified and traditional, en, de, es, fr, pt, it, ru, ja, ko, pl, tr, nl, sv, da, no, fi, cs, hu, uk, vi, id
_NAMES: dict[Role, str] = {
    Role.SENT: """
        sent|sent mail|sent items|sent messages|sent-mail|outbox/sent|sentbox
        已发送|已发送邮件|已发邮件|已发送信件|已发送的邮件|发件箱|已发箱|寄件備份|寄件备份|已傳送郵件|已傳送
        寄件匣|已傳送的郵件|寄件備份匣|已寄郵件
        gesendet|gesendete objekte|gesendete elemente|gesendete nachrichten|gesendete|postausgang gesendet
        enviados|elementos enviados|correo enviado|mensajes enviados|enviado
        envoyés|messages envoyés|éléments envoyés|objets envoyés|courrier envoyé|boîte d'envoi envoyés
        itens enviados|mensagens enviadas|e-mails enviados|enviadas|correio enviado
        inviati|posta inviata|inviata|elementi inviati|messaggi inviati
        отправленные|отправленное|отправленные письма|исходящие отправленные
        送信済み|送信済みアイテム|送信済みメール|送信済メール|送信済みトレイ|送信済
        보낸편지함|보낸 편지함|보낸메일함|보낸 메일함|보낸 항목
        wysłane|elementy wysłane|wiadomości wysłane|gönderilmiş öğeler|gönderilenler|gönderilmiş
        gönderilmiş postalar|gönderilen
        verzonden|verzonden items|verzonden berichten|verzonden objecten
        skickat|skickade|skickade objekt|sendt|sendt post|sendte elementer|sendte|lähetetyt|lähetetyt viestit
        odeslané|odeslaná pošta|odeslané pošty|elküldött|elküldött elemek|надіслані|đã gửi|thư đã gửi
        terkirim|item terkirim
        """,
    Role.DRAFTS: """
        drafts|draft|draft items|draft messages
        草稿|草稿箱|草稿夹|草稿匣|草稿夾
        entwürfe|entwurf|borradores|borrador|brouillons|brouillon|rascunhos|rascunho|bozze|bozza
        черновики|черновик|下書き|下書き箱|下書|임시보관함|임시 보관함|임시저장함|임시 저장함
        kopie robocze|szkice|robocze|wersje robocze|taslaklar|taslak|concepten|concept|utkast|utkast till
        kladder|kladde
        luonnokset|koncepty|rozepsané|piszkozatok|чернетки|thư nháp|bản nháp|draf|konsep
        """,
    Role.TRASH: """
        trash|deleted|deleted items|deleted messages|bin|wastebasket
        已删除|已删除邮件|垃圾箱|回收站|废件箱|已刪除|已刪除郵件|刪除的郵件|垃圾桶|資源回收筒|刪除匣
        已删除的邮件|已刪除的郵件
        papierkorb|gelöscht|gelöschte objekte|gelöschte elemente|papelera|papelera de reciclaje
        elementos eliminados|eliminados
        corbeille|éléments supprimés|messages supprimés|supprimés|lixeira|lixo|itens excluídos
        itens eliminados|excluídos
        cestino|posta eliminata|elementi eliminati|eliminati|корзина|удаленные|удалённые|удаленные письма
        ゴミ箱|ごみ箱|削除済み|削除済みアイテム|휴지통|지운편지함|지운 편지함|삭제된 항목
        kosz|elementy usunięte|usunięte|çöp kutusu|çöp|silinmiş öğeler|silinenler|prullenbak
        verwijderde items|verwijderd
        papperskorgen|borttagna objekt|papirkurv|slettet post|slettede elementer|roskakori|poistetut|koš
        odstraněná pošta
        kuka|törölt elemek|кошик|видалені|thùng rác|sampah|tong sampah
        """,
    Role.JUNK: """
        junk|spam|junk e-mail|junk email|junk mail|bulk mail|bulk|quarantine|unsolicited
        垃圾邮件|垃圾邮件箱|垃圾信件|垃圾郵件|垃圾信件匣|广告邮件|廣告郵件|病毒文件夹|隔離信件
        spamverdacht|unerwünscht|junk-e-mail|werbung|correo no deseado|no deseado|correo basura
        courrier indésirable|indésirables|pourriel|lixo eletrônico|lixo eletrónico|spam e lixo
        posta indesiderata|indesiderata
        спам|нежелательная почта|迷惑メール|スパム|스팸|스팸메일함|스팸편지함|정크 메일
        wiadomości-śmieci|wiadomości śmieci|niechciane|gereksiz|istenmeyen|gereksiz e-posta
        ongewenste e-mail|ongewenst
        skräppost|søppelpost|uønsket e-post|uønsket post|roskaposti|nevyžádaná pošta|levélszemét
        небажана пошта|thư rác
        """,
    Role.ARCHIVE: """
        archive|archives|archived|归档|歸檔|存档|封存|封存的郵件|archiv|archivo|archivados|archivé|arquivo
        arquivos|arquivo morto
        archivio|архив|アーカイブ|보관함|보관|archiwum|arşiv|archief|arkiv|arkisto|archív|archívum|архів
        lưu trữ|arsip
        """,
}
_ENOUGH = (Role.SENT, Role.DRAFTS)  # roles that a seller's mailbox must have, one each


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A folder as a store lists it."""

    name: str  # decoded
    delimiter: str = "/"
    attributes: frozenset[str] = frozenset()  # lower case, "\\sent"
    selectable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A role that no folder or more than one folder may have: the user should say which."""

    role: Role
    candidates: tuple[str, ...]  # () = none found

    @property
    def says(self) -> str:
        """Return the question in words."""
        if not self.candidates:
            return (
                f"no folder for {self.role} was found: name one that is there under folders: {self.role} in the config"
            )
        names = ", ".join(self.candidates)
        return f"more than one folder may be {self.role} ({names}): name one under folders: {self.role} in the config"


def decide_roles(listed: Sequence[Listed], choice: FolderChoice) -> dict[str, Role]:
    """Return the role of every folder that is to be read; folders the user leaves out are missing.

    A role that SPECIAL-USE gives away is not given by name again. Several folders of one name-given role (Sent beside
    Gesendet, of two clients) all keep it, because each may hold sent mail: `doubts` then asks.
    """
    roles = {item.name: _certain(item, choice) for item in listed}
    given = {role for role in roles.values() if role is not None}
    result: dict[str, Role] = {}
    for item in listed:
        role = roles[item.name]
        if role is None:
            by_name = role_by_name(item.name, item.delimiter)
            role = by_name if by_name is not None and by_name not in given else Role.OTHER
        if _is_read(item.name, role, choice):
            result[item.name] = role
    return result


def role_by_name(name: str, delimiter: str = "/") -> Role | None:
    """Return the role a folder's name means in some language, None for other names.

    Looks at the whole name and at the name below ``INBOX`` or ``[Gmail]`` (``INBOX.Sent``, ``[Google Mail]/Entwürfe``);
    a ``Projects/Sent`` of the user's own is not taken for the Sent folder.
    """
    if name.upper() == "INBOX":
        return Role.INBOX
    for separator in {delimiter, "/"} - {""}:
        parent, found, rest = name.partition(separator)
        if found and (parent.upper() == "INBOX" or parent.lower() in {"[gmail]", "[google mail]"}):
            name = rest
    return _KNOWN.get(_folded(name))


def doubts(folders: Sequence[Folder]) -> tuple[Doubt, ...]:
    """Return which of Sent and Drafts is not exactly one folder."""
    found = []
    for role in _ENOUGH:
        names = tuple(folder.name for folder in folders if folder.role is role and folder.selectable)
        if len(names) != 1:
            found.append(Doubt(role=role, candidates=names))
    return tuple(found)


def chosen(folders: Sequence[Folder], role: Role) -> Folder | None:
    """Return the one folder of that role to write to; None where there is none or more than one (see `doubts`)."""
    found = [folder for folder in folders if folder.role is role and folder.selectable]
    return found[0] if len(found) == 1 else None


def _certain(item: Listed, choice: FolderChoice) -> Role | None:
    """Return the role that the user or the server states; None: neither does."""
    name = item.name
    if name == OURS or name.startswith(OURS + "/"):
        return Role.OURS
    if choice.drafts is not None and _same(name, choice.drafts):
        return Role.DRAFTS
    if any(_same(name, sent) for sent in choice.sent):
        return Role.SENT
    if any(_same(name, inbox) for inbox in choice.inbox) or name.upper() == "INBOX":
        return Role.INBOX
    stated = next((_ATTRIBUTES[a] for a in sorted(item.attributes) if a in _ATTRIBUTES), None)
    if stated is Role.DRAFTS and choice.drafts is not None:
        return Role.OTHER  # the user named another one
    if stated is Role.SENT and choice.sent:
        return Role.OTHER
    return stated


def _is_read(name: str, role: Role, choice: FolderChoice) -> bool:
    if any(_same(name, ignored) for ignored in choice.ignore):
        return False
    if role in {Role.INBOX, Role.SENT, Role.DRAFTS, Role.OURS} or choice.also is None:
        return True
    return any(_same(name, also) for also in choice.also)


def _same(name: str, wanted: str) -> bool:
    """Names are compared as they are; only INBOX is case-insensitive (RFC 3501 5.1)."""
    return name == wanted or (name.upper() == "INBOX" == wanted.upper())


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    return "".join(c for c in plain if not unicodedata.combining(c) and not c.isspace() and c not in "-_'’")


def _known(names: dict[Role, str]) -> dict[str, Role]:
    words: dict[str, Role] = {}
    for role, text in names.items():
        for word in _split(text):
            words[_folded(word)] = role
    return words


def _split(text: str) -> Collection[str]:
    return [word.strip() for line in text.strip().splitlines() for word in line.split("|") if word.strip()]


_KNOWN = _known(_NAMES)
