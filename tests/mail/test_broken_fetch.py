"""Mails whose fetch ends the connection: who was under way is told, and suspects are asked for last, one by one."""

from dataclasses import replace

import pytest

from assistant.errors import FetchBroken
from assistant.mail.account import Account
from assistant.mail.mailbox import Held
from assistant.mail.open import open_mailbox
from tests.mail.worlds import ServerWorld, mail
from tests.servers.dovecot import Dovecot
from tests.servers.poison_proxy import PoisonProxy


def read_into(read: set[int], account: Account, held: Held) -> None:
    """Add the UIDs that come before the connection breaks."""
    for batch in open_mailbox(account).changes("INBOX", held):
        read.update(found.uid for found in batch.mails)


@pytest.mark.parametrize("answer", [b"", b"* 17 FETCH (UID 17 BODY[]<0> {99\r\nno IMAP\r\n)\r\n", b"\x00\xff{\r\n"])
def test_a_break_names_the_mails_under_way_and_suspects_are_asked_for_alone_after_all_others(
    dovecot: Dovecot, answer: bytes
) -> None:
    user = dovecot.user()
    with dovecot.session(user) as session, PoisonProxy(dovecot.host, dovecot.port, {7}, answer) as proxy:
        world = ServerWorld("dovecot", session, user, dovecot.password, proxy.port)
        for number in range(1, 31):
            session.append("INBOX", mail(f"mail {number}"))
        account = replace(world.account, batch=4)
        read: set[int] = set()
        with pytest.raises(FetchBroken) as first:
            read_into(read, account, Held(state=None))
        assert read | set(first.value.uids) >= set(range(11, 31))
        assert 7 in first.value.uids
        assert not read & set(first.value.uids)
        assert len(first.value.uids) <= 16  # three batches ahead and the one in hand

        suspects = tuple(sorted(first.value.uids, reverse=True))
        with pytest.raises(FetchBroken) as second:
            read_into(read, account, Held(state=None, uids=frozenset(read), suspects=suspects))

    assert (second.value.folder, second.value.uids) == ("INBOX", (7,))
    assert read | set(suspects) == set(range(1, 31))
    asked_alone = [uids for uids in proxy.fetches if len(uids) == 1]
    assert asked_alone == [(uid,) for uid in suspects if uid >= 7]
