"""The watch wakes a waiting thread soon after news, survives lost connections, and stops at once."""

import threading
import time

from assistant.mail.idle import LONGEST_PAUSE, IdleWatch, pause
from tests.mail.worlds import account, mail
from tests.servers.dovecot import Dovecot, free_port
from tests.servers.scripted import CUT, ScriptedServer
from tests.servers.stripping_proxy import StrippingProxy


def test_new_mail_wakes_the_waiting_thread(dovecot: Dovecot) -> None:
    user = dovecot.user()
    watch = IdleWatch(account(dovecot.port, user=user, password=dovecot.password))
    assert watch.listening.wait(5)
    watch.wait(0.2)  # the wake-up at the start

    assert not watch.wait(0.3)
    with dovecot.session(user) as session:
        session.append("INBOX", mail("news"))
    assert watch.wait(5)
    watch.stop()


def test_news_call_whoever_asked_to_be_woken_and_nobody_after_the_end(dovecot: Dovecot) -> None:
    user, woken = dovecot.user(), threading.Semaphore(0)
    watch = IdleWatch(account(dovecot.port, user=user, password=dovecot.password), wake=woken.release)
    assert woken.acquire(timeout=5)  # at the start
    with dovecot.session(user) as session:
        session.append("INBOX", mail("news"))
        assert woken.acquire(timeout=5)
        watch.stop()
        session.append("INBOX", mail("more"))

    assert not woken.acquire(timeout=0.7)


def test_idle_is_renewed_before_the_server_forgets_us(dovecot: Dovecot) -> None:
    with StrippingProxy(dovecot.host, dovecot.port, frozenset()) as proxy:
        watch = IdleWatch(account(proxy.port, user=dovecot.user(), password=dovecot.password), renew_seconds=0.3)
        time.sleep(1.5)
        watch.stop()

    assert proxy.seen.count(b"IDLE") >= 3
    assert proxy.seen.count(b"") >= 2  # DONE is a line without a command


def test_watch_ends_within_two_seconds_whatever_it_does(dovecot: Dovecot) -> None:
    idle = IdleWatch(account(dovecot.port, user=dovecot.user(), password=dovecot.password))
    assert idle.listening.wait(5)
    unreachable = IdleWatch(account(free_port()))
    started = time.monotonic()

    idle.stop()
    unreachable.stop()

    assert time.monotonic() - started < 2


def test_lost_connection_is_made_again_and_wakes_because_something_may_be_missed() -> None:
    answers = {"CAPABILITY": [b"* CAPABILITY IMAP4rev1 IDLE", b"OK done"], "IDLE": [b"+ idling", CUT]}
    with ScriptedServer(answers) as server:
        watch = IdleWatch(account(server.port), first_pause=0.05)
        woken = [watch.wait(3) for _ in range(3)]
        watch.stop()

    assert all(woken)
    assert server.heard.count(b"IDLE") >= 2


def test_server_without_idle_is_polled() -> None:
    with ScriptedServer() as server:
        watch = IdleWatch(account(server.port), poll_seconds=0.1)

        assert [watch.wait(3), watch.wait(3)] == [True, True]
        watch.stop()

    assert b"IDLE" not in server.heard
    assert server.heard.count(b'LOGIN lin "pw"') == 1


def test_pauses_grow_to_a_quarter_of_an_hour_and_are_spread() -> None:
    assert 3.75 <= pause(1) <= 5
    assert 7.5 <= pause(2) <= 10
    assert 0.75 * LONGEST_PAUSE <= pause(50) <= LONGEST_PAUSE
    assert len({pause(5) for _ in range(10)}) > 1


def test_refused_login_is_tried_three_times_and_then_only_polled() -> None:
    with ScriptedServer({"LOGIN": [b"NO [AUTHENTICATIONFAILED] wrong"]}) as server:
        watch = IdleWatch(account(server.port), first_pause=0.01, poll_seconds=0.05)
        time.sleep(0.7)
        assert watch.wait(3)
        watch.stop()

    assert server.heard.count(b'LOGIN lin "pw"') == 3
