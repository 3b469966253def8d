"""Which folder is Sent, Drafts, Trash, Junk or Archive, in every language and under every prefix."""

import pytest

from assistant.mail.account import FolderChoice
from assistant.mail.mailbox import Folder
from assistant.mail.roles import Listed, chosen, decide_roles, doubts, role_by_name
from assistant.model import Role

FREE = FolderChoice()


def listed(*names: str, **attributes: str) -> list[Listed]:
    return [Listed(name=name, attributes=frozenset(attributes.get(name, "").split())) for name in names]


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (
            Role.SENT,
            "已发送|寄件備份|Sent|Sent Items|Sent Messages|Gesendet|Gesendete Objekte|Enviados|Elementos enviados",
        ),
        (Role.SENT, "Envoyés|Éléments envoyés|Itens Enviados|Posta inviata|Отправленные|送信済み|送信済みアイテム"),
        (Role.SENT, "보낸편지함|Wysłane|Gönderilmiş Öğeler|GÖNDERİLENLER|Verzonden items|Sent-Mail"),
        (Role.DRAFTS, "草稿箱|草稿|草稿匣|Drafts|Entwürfe|Borradores|Brouillons|Rascunhos|Bozze|Черновики|下書き"),
        (Role.DRAFTS, "임시보관함|Kopie robocze|Taslaklar|Concepten|ENTWÜRFE|Entwu\u0308rfe"),
        (
            Role.TRASH,
            "已删除邮件|垃圾桶|Trash|Deleted Items|Papierkorb|Papelera|Corbeille|Lixeira|Cestino|Корзина|ゴミ箱",
        ),
        (Role.TRASH, "휴지통|Kosz|Çöp Kutusu|Prullenbak|Bin"),
        (
            Role.JUNK,
            "垃圾邮件|垃圾郵件|Junk|Spam|Junk E-mail|Correo no deseado|Courrier indésirable|Спам|迷惑メール|스팸메일함",
        ),
        (Role.ARCHIVE, "归档|Archive|Archiv|Archivo|Arquivo|Archivio|Архив|アーカイブ|보관함|Archiwum|Arşiv|Archief"),
    ],
)
def test_folders_are_known_by_their_names_in_many_languages(role: Role, names: str) -> None:
    known = {name: role_by_name(name) for name in names.split("|")}

    assert known == dict.fromkeys(names.split("|"), role)


@pytest.mark.parametrize("name", ["INBOX.Sent", "INBOX/Sent", "[Gmail]/Sent Mail", "[Google Mail]/Gesendet"])
def test_prefixes_of_servers_are_looked_through(name: str) -> None:
    assert role_by_name(name, ".") is Role.SENT


@pytest.mark.parametrize("name", ["Projects/Sent", "Sent to factory", "Kunden", "草稿2024", "Drafts old", "Resent"])
def test_folders_of_the_users_own_are_not_taken_for_something_else(name: str) -> None:
    assert role_by_name(name) is None


def test_what_the_server_states_stands_above_names() -> None:
    folders = listed("INBOX", "Sent", "Objects", Objects="\\sent \\hasnochildren")

    assert decide_roles(folders, FREE) == {"INBOX": Role.INBOX, "Sent": Role.OTHER, "Objects": Role.SENT}


def test_the_users_word_stands_above_everything() -> None:
    folders = listed("INBOX", "Drafts", "Meine Post", "Sent", "Raus", Drafts="\\drafts", Sent="\\sent")
    choice = FolderChoice(drafts="Meine Post", sent=("Raus",))

    roles = decide_roles(folders, choice)

    assert roles["Meine Post"] is Role.DRAFTS
    assert roles["Raus"] is Role.SENT
    assert (roles["Drafts"], roles["Sent"]) == (Role.OTHER, Role.OTHER)


def test_our_own_folders_are_ours_whatever_they_are_called() -> None:
    roles = decide_roles(listed("Followup", "Followup/Withdrawn", "Followups"), FREE)

    assert roles == {"Followup": Role.OURS, "Followup/Withdrawn": Role.OURS, "Followups": Role.OTHER}


def test_gmails_all_mail_and_several_inboxes_are_known() -> None:
    folders = listed("INBOX", "Sales", "[Gmail]/All Mail", **{"[Gmail]/All Mail": "\\all"})

    roles = decide_roles(folders, FolderChoice(inbox=("INBOX", "Sales")))

    assert roles == {"INBOX": Role.INBOX, "Sales": Role.INBOX, "[Gmail]/All Mail": Role.ALL}


def test_folders_the_user_leaves_out_are_not_listed() -> None:
    names = ("INBOX", "Sent", "Drafts", "Archive", "Private", "Followup/Withdrawn")

    only = decide_roles(listed(*names), FolderChoice(also=("Archive",)))
    nothing = decide_roles(listed(*names), FolderChoice(also=()))
    most = decide_roles(listed(*names), FolderChoice(ignore=("Private",)))

    assert set(only) == {"INBOX", "Sent", "Drafts", "Archive", "Followup/Withdrawn"}
    assert set(nothing) == {"INBOX", "Sent", "Drafts", "Followup/Withdrawn"}
    assert set(names) - set(most) == {"Private"}


def test_two_folders_that_may_be_drafts_are_a_question_and_none_is_written_to() -> None:
    roles = decide_roles(listed("INBOX", "Drafts", "Entwürfe", "Sent"), FREE)
    folders = [Folder(name=name, role=role) for name, role in roles.items()]

    (doubt,) = doubts(folders)

    assert doubt.role is Role.DRAFTS
    assert doubt.candidates == ("Drafts", "Entwürfe")
    assert "more than one" in doubt.says
    assert chosen(folders, Role.DRAFTS) is None
    assert chosen(folders, Role.SENT) == Folder(name="Sent", role=Role.SENT)


def test_mailbox_without_sent_and_drafts_is_a_question_each() -> None:
    found = doubts([Folder(name="INBOX", role=Role.INBOX)])

    assert [(doubt.role, doubt.candidates) for doubt in found] == [(Role.SENT, ()), (Role.DRAFTS, ())]
    assert all("no folder" in doubt.says for doubt in found)
