"""Logging in: what the server insists on, what it refuses, and what never leaves this machine in the clear."""

import base64

import pytest

from assistant.errors import InsecureConnection, LoginRefused, MailboxUnreachable
from assistant.mail.account import Account, Secret
from assistant.mail.connection import connect
from assistant.mail.mailbox import FolderState, Held
from assistant.mail.open import open_mailbox
from tests.mail.worlds import account
from tests.servers.dovecot import Dovecot, free_port
from tests.servers.scripted import ScriptedServer, script

STATUS_2 = [b"* STATUS INBOX (MESSAGES 2 UIDNEXT 3 UIDVALIDITY 7)", b"OK done"]


def test_server_that_opens_folders_only_after_id_gets_its_id_once_after_login() -> None:
    capability = [b"* CAPABILITY IMAP4rev1 ID", b"OK done"]
    with ScriptedServer(script(CAPABILITY=capability, ID=[b"* ID NIL", b"OK done"])) as netease:
        box = open_mailbox(account(netease.port))
        list(box.changes("INBOX", Held(state=FolderState(uidvalidity=7, uidnext=1, exists=1))))

    verbs = [command.split()[0] for command in netease.heard]
    assert verbs.count(b"ID") == 1
    assert verbs.index(b"LOGIN") < verbs.index(b"ID") < verbs.index(b"EXAMINE")


def test_what_the_answer_to_the_login_names_is_not_asked_for_again() -> None:
    with ScriptedServer(script(LOGIN=[b"OK [CAPABILITY IMAP4rev1 IDLE MOVE] welcome"])) as server:
        line = connect(account(server.port))
        line.wire.give_up()

    assert line.capabilities == {"IMAP4REV1", "IDLE", "MOVE"}
    assert server.heard[-1].startswith(b"LOGIN")


def test_server_that_names_nothing_at_login_is_asked() -> None:
    with ScriptedServer(script(LOGIN=[b"OK [ALERT] read our news"])) as server:
        line = connect(account(server.port))
        line.wire.give_up()

    assert line.capabilities == {"IMAP4REV1"}


def test_server_that_refuses_enable_is_read_without_it() -> None:
    able = [b"* CAPABILITY IMAP4rev1 ENABLE CONDSTORE QRESYNC", b"OK done"]
    with ScriptedServer(script(CAPABILITY=able, ENABLE=[b"NO not today"])) as server:
        box = open_mailbox(account(server.port))
        batches = list(box.changes("INBOX", Held(state=FolderState(uidvalidity=7, uidnext=1, exists=1))))

    assert batches[-1].state is not None
    assert next(command for command in server.heard if command.startswith(b"EXAMINE")) == b'EXAMINE "INBOX" (CONDSTORE)'


def test_server_without_id_is_not_asked_for_it() -> None:
    with ScriptedServer() as server:
        open_mailbox(account(server.port)).close()

    assert not any(command.startswith(b"ID") for command in server.heard)


def test_unsafe_login_answer_is_passed_on_in_the_servers_words() -> None:
    refusal = [b"NO EXAMINE Unsafe Login. Please contact kefu@188.com for help"]
    with ScriptedServer(script(EXAMINE=refusal, STATUS=STATUS_2)) as server:
        box = open_mailbox(account(server.port))

        with pytest.raises(MailboxUnreachable, match="Unsafe Login"):
            list(box.changes("INBOX", Held(state=None)))


def test_wrong_password_is_a_refused_login_with_a_next_step(dovecot: Dovecot) -> None:
    with pytest.raises(LoginRefused, match="refused") as caught:
        open_mailbox(account(dovecot.port, user=dovecot.user(), password="wrong"))

    assert "app password" in caught.value.next_step


def test_busy_server_at_login_is_not_a_wrong_password() -> None:
    with ScriptedServer(script(LOGIN=[b"NO [UNAVAILABLE] too many connections"])) as server:  # noqa: SIM117
        with pytest.raises(MailboxUnreachable, match="busy"):
            open_mailbox(account(server.port))


def test_password_outside_ascii_logs_in(dovecot: Dovecot) -> None:
    with pytest.raises(LoginRefused):  # refused by the server, not by an encoder of ours
        open_mailbox(account(dovecot.port, user=dovecot.user(), password="pässwörd-密码"))


def test_closed_port_and_unknown_host_are_unreachable() -> None:
    with pytest.raises(MailboxUnreachable, match="does not answer"):
        open_mailbox(account(free_port()))


def test_clear_text_is_refused_beyond_this_machine_before_anything_is_sent() -> None:
    far = Account(name="lin", host="imap.seller.example", security="none", user="lin")

    with pytest.raises(InsecureConnection, match="clear text"):
        open_mailbox(far)


def test_stripped_starttls_ends_before_the_password() -> None:
    with ScriptedServer() as server:
        with pytest.raises(InsecureConnection, match="STARTTLS"):
            open_mailbox(account(server.port, security="starttls"))

        assert not any(command.upper().startswith((b"LOGIN", b"AUTH")) for command in server.heard)


def test_preauth_greeting_is_taken_for_an_attack() -> None:
    with ScriptedServer(greeting=b"* PREAUTH welcome back") as server:
        with pytest.raises(InsecureConnection, match="PREAUTH"):
            open_mailbox(account(server.port))

        assert not any(command.upper().startswith((b"LOGIN", b"AUTH", b"APPEND")) for command in server.heard)


def test_self_made_certificate_is_refused_unless_its_fingerprint_is_pinned(dovecot: Dovecot) -> None:
    def trusting(pin: str, security: str = "tls") -> Account:
        port = dovecot.tls_port if security == "tls" else dovecot.port
        return account(port, security=security, user=dovecot.user(), password=dovecot.password, pin=pin)

    with pytest.raises(InsecureConnection, match="not trusted"):
        open_mailbox(trusting(""))
    with pytest.raises(InsecureConnection, match="another certificate"):
        open_mailbox(trusting("00" * 32))
    with pytest.raises(InsecureConnection, match="not trusted"):
        open_mailbox(trusting("", "starttls"))
    for security in ("tls", "starttls"):
        box = open_mailbox(trusting(dovecot.fingerprint.upper(), security))
        assert box.folders()
        box.close()


def test_tls_to_a_port_that_talks_plainly_says_what_belongs_where(dovecot: Dovecot) -> None:
    with pytest.raises(InsecureConnection) as caught:
        open_mailbox(account(dovecot.port, security="tls"))

    assert "993" in caught.value.next_step


def test_access_token_logs_in_by_xoauth2_and_no_password_is_sent() -> None:
    with ScriptedServer(script(AUTHENTICATE=[b"+ ", b"OK welcome"])) as server:
        secret = Secret(source="command", command=("printf", "ya29.token"))
        oauth = Account(
            name="lin", host="127.0.0.1", port=server.port, security="none", user="lin", password=secret, auth="google"
        )
        open_mailbox(oauth).close()

    said = server.heard[server.heard.index(b"AUTHENTICATE XOAUTH2") + 1]
    assert base64.b64decode(said) == b"user=lin\x01auth=Bearer ya29.token\x01\x01"
    assert not any(command.startswith(b"LOGIN") for command in server.heard)
