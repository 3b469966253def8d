"""Servers that lie, stop, insist or talk nonsense, and the traps of the libraries below us."""

import base64
import logging
import socket
from collections.abc import Sequence

import pytest

from assistant.errors import (
    AppendInDoubt,
    AppendRefused,
    FolderMissing,
    InsecureConnection,
    LoginRefused,
    MailboxFull,
    MailboxUnreachable,
)
from assistant.mail.account import Account, Secret
from assistant.mail.connection import connect
from assistant.mail.mailbox import FolderState, Held
from assistant.mail.open import open_mailbox
from tests.mail.worlds import ServerWorld, mail
from tests.servers.dovecot import Dovecot, free_port
from tests.servers.scripted import CUT, Answers, ScriptedServer
from tests.servers.stripping_proxy import StrippingProxy

STATUS_2 = [b"* STATUS INBOX (MESSAGES 2 UIDNEXT 3 UIDVALIDITY 7)", b"OK done"]
EXAMINE_2 = [b"* 2 EXISTS", b"* OK [UIDVALIDITY 7] ok", b"* OK [UIDNEXT 3] ok", b"OK done"]
LISTED = [b"* 1 FETCH (UID 1)", b"* 2 FETCH (UID 2)", b"OK done"]


def account(port: int, *, security: str = "none", user: str = "lin", password: str = "pw", pin: str = "") -> Account:
    secret = Secret(source="text", value=password)
    return Account(
        name="lin", host="127.0.0.1", port=port, security=security, user=user, password=secret, pinned_sha256=pin
    )


def script(**more: Sequence[bytes]) -> Answers:
    return {key.replace("_", " "): lines for key, lines in more.items()}


def test_imaplib_formats_no_literals_for_a_log_nobody_reads(dovecot: Dovecot) -> None:
    plain = connect(account(dovecot.port, user=dovecot.user(), password=dovecot.password))
    tls = connect(
        account(
            dovecot.tls_port,
            security="tls",
            user=dovecot.user(),
            password=dovecot.password,
            pin=dovecot.fingerprint,
        )
    )

    assert plain.wire.stream.debug == 0  # type: ignore[attr-defined]  # imaplib's attribute, set to 5 by imapclient
    assert tls.wire.stream.debug == 0  # type: ignore[attr-defined]
    assert plain.socket.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
    assert plain.socket.gettimeout()
    plain.wire.give_up()
    tls.wire.give_up()


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


def test_folder_that_never_held_a_mail_is_read_by_its_state_alone() -> None:
    with ScriptedServer() as server:
        box = open_mailbox(account(server.port))
        batches = list(box.changes("INBOX", Held(state=None)))

    assert [(batch.mails, batch.state and batch.state.exists) for batch in batches] == [((), 0)]
    assert not any(command.startswith(b"EXAMINE") for command in server.heard)


ONE_MAIL = {
    "STATUS": [b"* STATUS INBOX (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 7)", b"OK done"],
    "EXAMINE": [b"* 1 EXISTS", b"* OK [UIDVALIDITY 7] ok", b"* OK [UIDNEXT 2] ok", b"OK [READ-ONLY] done"],
    "UID FETCH 1:1 (UID)": [b"* 1 FETCH (UID 1)", b"OK done"],
    "UID FETCH 1:2 (UID)": [b"* 1 FETCH (UID 1)", b"* 2 FETCH (UID 2)", b"OK done"],
    "UID FETCH 1 (UID FLAGS": [b'* 1 FETCH (UID 1 FLAGS () RFC822.SIZE 4 BODY[]<0> "a: b")', b"OK done"],
    "UID FETCH 1:2 (UID FLAGS": [
        b'* 1 FETCH (UID 1 FLAGS () RFC822.SIZE 4 BODY[]<0> "a: b")',
        b'* 2 FETCH (UID 2 FLAGS () RFC822.SIZE 4 BODY[]<0> "c: d")',
        b"OK done",
    ],
}


def test_mails_of_a_folder_read_for_the_first_time_are_listed_once_with_its_opening() -> None:
    with ScriptedServer(ONE_MAIL) as server:
        batches = list(open_mailbox(account(server.port)).changes("INBOX", Held(state=None)))

    assert [mail.uid for batch in batches for mail in batch.mails] == [1]
    assert sum(command.endswith(b"(UID)") for command in server.heard) == 1


def test_mail_that_comes_between_the_look_at_a_folder_and_its_opening_is_listed() -> None:
    opened = [b"* 2 EXISTS", b"* OK [UIDVALIDITY 7] ok", b"* OK [UIDNEXT 3] ok", b"OK [READ-ONLY] done"]
    with ScriptedServer({**ONE_MAIL, "EXAMINE": opened}) as server:
        box = open_mailbox(account(server.port))
        batches = list(box.changes("INBOX", Held(state=None)))
        again = box.states(["INBOX"])

    assert sorted(mail.uid for batch in batches for mail in batch.mails) == [1, 2]
    assert again["INBOX"].exists == 1  # the line is still in step


def test_folder_that_cannot_be_opened_leaves_the_line_in_step() -> None:
    with ScriptedServer({**ONE_MAIL, "EXAMINE": [b"NO not now"], "UID FETCH": [b"BAD no folder is open"]}) as server:
        box = open_mailbox(account(server.port))
        with pytest.raises(MailboxUnreachable, match="not now"):
            list(box.changes("INBOX", Held(state=None)))

        assert box.state("INBOX").exists == 1


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


@pytest.mark.parametrize(
    "nonsense",
    [
        b"* 1 FETCH (UID 1",
        b"* 1 FETCH (UID 1 BODY[] {99999999999}",
        b"* 1 FETCH (UID one)",
        b"completely else",
        b"fu99 OK an answer to nothing",
    ],
)
def test_nonsense_voids_the_connection_for_good(nonsense: bytes) -> None:
    with ScriptedServer(script(STATUS=STATUS_2, EXAMINE=EXAMINE_2, UID_FETCH=[nonsense, b"OK done"])) as server:
        box = open_mailbox(account(server.port), timeout=2)

        with pytest.raises(MailboxUnreachable, match="poisoned"):
            list(box.changes("INBOX", Held(state=None)))
        with pytest.raises(MailboxUnreachable, match="given up"):
            box.folders()


def test_silent_server_is_given_up_after_the_timeout() -> None:
    with ScriptedServer(script(STATUS=[b"* OK thinking"])) as server:
        box = open_mailbox(account(server.port), timeout=0.3)

        with pytest.raises(MailboxUnreachable, match="timed out"):
            box.state("INBOX")


def test_connection_that_ends_in_mid_answer_is_unreachable() -> None:
    with ScriptedServer(script(STATUS=[b"* STATUS INBOX (MESSAGES 2", CUT])) as server:  # noqa: SIM117
        with pytest.raises(MailboxUnreachable):
            open_mailbox(account(server.port)).state("INBOX")


def test_mail_that_is_listed_but_never_handed_out_is_unreadable_and_hides_no_other() -> None:
    body = b"Subject: fine\r\n\r\n"
    fetch = [
        b"* 1 FETCH (UID 1 FLAGS () RFC822.SIZE 17 BODY[]<0> {17}\r\n" + body + b")",
        b"* 2 FETCH (UID 2 FLAGS () RFC822.SIZE 500 BODY[]<0> NIL)",
        b"OK done",
    ]
    answers = script(
        STATUS=STATUS_2, EXAMINE=EXAMINE_2, UID_FETCH_1=fetch, UID_FETCH_2=[*fetch[1:2], b"NO [SERVERBUG] oops"]
    )
    answers = {**answers, "UID FETCH 1:2 (UID)": LISTED, "UID FETCH 2 (UID)": LISTED[1:], "NOOP": [b"OK done"]}
    with ScriptedServer(answers) as server:
        batches = list(open_mailbox(account(server.port)).changes("INBOX", Held(state=None)))

    assert [found.raw for batch in batches for found in batch.mails] == [body]
    assert batches[-1].unreadable == (2,)
    assert batches[-1].state == FolderState(uidvalidity=7, uidnext=3, exists=2)


def test_unasked_lines_between_the_answers_disturb_nothing() -> None:
    noise = [b"* 2 EXISTS", b"* OK still here", b"* 1 FETCH (FLAGS (\\Seen))", b"* 2 FETCH (UID 2 FLAGS (\\Flagged))"]
    mails = [
        b"* 1 FETCH (BODY[]<0> {4}\r\nA: 1 RFC822.SIZE 4 FLAGS (\\Seen) UID 1)",  # any order of items
        b'* 2 FETCH (UID 2 FLAGS () INTERNALDATE " 3-Nov-2026 09:30:00 +0800" RFC822.SIZE 4 BODY[]<0> "B: 2")',
    ]
    answers = {
        **script(STATUS=STATUS_2, EXAMINE=EXAMINE_2, UID_FETCH=[*noise, *mails, *noise, b"OK done"]),
        "UID FETCH 1:2 (UID)": [*noise, *LISTED],
    }
    with ScriptedServer(answers) as server:
        (batch,) = open_mailbox(account(server.port)).changes("INBOX", Held(state=None))

    assert [(found.uid, found.raw) for found in batch.mails] == [(2, b"B: 2"), (1, b"A: 1")]
    assert batch.mails[1].flags == {"\\Seen"}
    assert batch.mails[0].received is not None
    assert batch.mails[0].received.isoformat() == "2026-11-03T09:30:00+08:00"


def test_server_without_uidnext_is_listed_by_sequence_numbers() -> None:
    answers = {
        **script(
            STATUS=[b"* STATUS INBOX (MESSAGES 2 UIDVALIDITY 7)", b"OK done"],
            EXAMINE=[b"* 2 EXISTS", b"* OK [UIDVALIDITY 7] ok", b"OK done"],
        ),
        "FETCH 1:2 (UID)": LISTED,
    }
    with ScriptedServer(answers) as server:
        assert open_mailbox(account(server.port)).uids("INBOX") == (1, 2)


def test_uidnext_that_lies_hides_no_mail() -> None:
    answers = {
        **script(STATUS=STATUS_2, EXAMINE=EXAMINE_2),
        "UID FETCH 1:2 (UID)": LISTED[:1] + LISTED[2:],
        "FETCH 1:2 (UID)": [b"* 1 FETCH (UID 1)", b"* 2 FETCH (UID 9)", b"OK done"],
    }
    with ScriptedServer(answers) as server:
        assert open_mailbox(account(server.port)).uids("INBOX") == (1, 9)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ([b"NO [OVERQUOTA] mailbox is full"], MailboxFull),
        ([b"+ go on", b"NO [OVERQUOTA] mailbox is full"], MailboxFull),
        ([b"NO [TRYCREATE] no such folder"], FolderMissing),
        ([b"NO not today"], AppendRefused),
        ([b"+ go on", b"BAD what"], AppendRefused),
        ([CUT], MailboxUnreachable),
        ([b"* BYE shutting down", CUT], MailboxUnreachable),
        ([b"+ go on", CUT], AppendInDoubt),
        ([b"+ go on", b"* BYE shutting down", CUT], AppendInDoubt),
        ([b"+ go on", b"nonsense"], AppendInDoubt),
        ([b"+ go on", b"* 1 EXISTS"], AppendInDoubt),  # and silence
    ],
)
def test_failed_append_says_exactly_what_is_certain(answer: Sequence[bytes], error: type[Exception]) -> None:
    with ScriptedServer(script(APPEND=answer)) as server:
        box = open_mailbox(account(server.port), timeout=0.5)

        with pytest.raises(error) as caught:
            box.append("Drafts", mail("ours"), ["\\Draft"])

    assert type(caught.value) is error


def test_full_mailbox_on_a_real_server_is_said_and_nothing_is_stored(dovecot: Dovecot) -> None:
    user = dovecot.user(quota_bytes=1000)
    box = open_mailbox(account(dovecot.port, user=user, password=dovecot.password))

    with pytest.raises(MailboxFull):
        box.append("Drafts", mail("ours", "text\n" * 1000), ["\\Draft"])

    assert box.uids("Drafts") == ()


def test_nothing_is_ever_searched_closed_or_expunged_plainly(dovecot: Dovecot) -> None:
    with StrippingProxy(dovecot.host, dovecot.port) as proxy:
        user = dovecot.user()
        world = ServerWorld("stripped", dovecot.session(user), user, dovecot.password, proxy.port)
        world.put("INBOX", mail("one"))
        box = world.open()
        list(box.changes("INBOX", Held(state=None)))
        box.append("Drafts", mail("ours"), ["\\Draft"])
        box.remove("Drafts", box.uids("Drafts")[0])
        box.state("Drafts")
        box.close()

    said = b"\n".join(proxy.seen).upper()
    assert not any(word in said for word in (b"SEARCH", b"CLOSE", b"EXPUNGE", b":*", b"BODY[", b"ENVELOPE"))


def test_changes_are_asked_by_mod_sequence_where_the_server_has_it(dovecot: Dovecot) -> None:
    with StrippingProxy(dovecot.host, dovecot.port, frozenset()) as proxy:
        user = dovecot.user()
        world = ServerWorld("dovecot", dovecot.session(user), user, dovecot.password, proxy.port)
        for number in range(3):
            world.put("INBOX", mail(f"mail {number}"))
        box = world.open()
        (first,) = box.changes("INBOX", Held(state=None))
        world.flag("INBOX", "mail 0", "\\Seen")
        world.expunge("INBOX", "mail 1")
        before = len(proxy.seen)

        (second,) = box.changes("INBOX", Held(state=first.state, uids=frozenset({1, 2, 3})))
        box.close()

    assert (second.gone, second.flags) == ((2,), ((1, frozenset({"\\Seen"})),))
    fetches = [command for command in proxy.seen[before:] if b"FETCH" in command]
    assert len(fetches) == 1
    assert b"CHANGEDSINCE" in fetches[0]
    assert b"VANISHED" in fetches[0]


def test_unchanged_folder_is_not_opened(dovecot: Dovecot) -> None:
    with StrippingProxy(dovecot.host, dovecot.port, frozenset()) as proxy:
        user = dovecot.user()
        world = ServerWorld("dovecot", dovecot.session(user), user, dovecot.password, proxy.port)
        world.put("INBOX", mail("one"))
        box = world.open()
        (first,) = box.changes("INBOX", Held(state=None))
        before = len(proxy.seen)

        list(box.changes("INBOX", Held(state=first.state)))
        box.close()

    assert [command.split()[0] for command in proxy.seen[before:-1]] == [b"STATUS"]


def test_our_folders_are_spelt_as_the_server_separates_names() -> None:
    courier = [b'* LIST () "." "INBOX"', b'* LIST () "." "INBOX.Sent"', b'* LIST () "." "INBOX.Followup.Withdrawn"']
    with ScriptedServer(script(LIST=[*courier, b"OK done"], CREATE=[b"OK"], SUBSCRIBE=[b"OK"])) as server:
        box = open_mailbox(account(server.port))
        names = [folder.name for folder in box.folders()]
        box.create("Followup/Never again")

    assert names == ["Followup/Withdrawn", "INBOX", "INBOX.Sent"]
    assert b'CREATE "INBOX.Followup.Never again"' in server.heard


def test_logs_hold_no_password_address_or_subject(dovecot: Dovecot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    user = dovecot.user()
    box = open_mailbox(account(dovecot.port, user=user, password=dovecot.password))
    box.append("Drafts", mail("secret subject"), ["\\Draft"])
    list(box.changes("Drafts", Held(state=None)))
    box.close()

    said = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert not any(word in said for word in (dovecot.password, user, "secret subject", "buyer.example"))


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
