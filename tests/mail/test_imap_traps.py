"""Servers that lie, stop or talk nonsense, and the traps of the libraries below us."""

import logging
import socket
from collections.abc import Sequence

import pytest

from assistant.errors import AppendInDoubt, AppendRefused, FolderMissing, MailboxFull, MailboxUnreachable
from assistant.mail.connection import connect
from assistant.mail.mailbox import FolderState, Held
from assistant.mail.open import open_mailbox
from tests.mail.worlds import ServerWorld, account, mail
from tests.servers.dovecot import Dovecot
from tests.servers.scripted import CUT, ScriptedServer, script
from tests.servers.stripping_proxy import StrippingProxy

STATUS_2 = [b"* STATUS INBOX (MESSAGES 2 UIDNEXT 3 UIDVALIDITY 7)", b"OK done"]
EXAMINE_2 = [b"* 2 EXISTS", b"* OK [UIDVALIDITY 7] ok", b"* OK [UIDNEXT 3] ok", b"OK done"]
LISTED = [b"* 1 FETCH (UID 1)", b"* 2 FETCH (UID 2)", b"OK done"]
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


def test_folder_that_never_held_a_mail_is_read_by_its_state_alone() -> None:
    with ScriptedServer() as server:
        box = open_mailbox(account(server.port))
        batches = list(box.changes("INBOX", Held(state=None)))

    assert [(batch.mails, batch.state and batch.state.exists) for batch in batches] == [((), 0)]
    assert not any(command.startswith(b"EXAMINE") for command in server.heard)


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

    asked = [command.split()[0] for command in proxy.seen[before:]]
    assert [command for command in asked if command != b"LOGOUT"] == [b"STATUS"]


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
