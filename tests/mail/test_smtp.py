"""Handing mail to a real SMTP server: taken, refused, or in doubt, never in clear text, never half understood."""

import hashlib
import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import InsecureConnection, LoginRefused, MailboxUnreachable
from assistant.mail.account import Account, Secret
from assistant.mail.smtp import SendInDoubt, SendRefused, hand_over, try_login
from tests.servers.dovecot import free_port, make_certificate
from tests.servers.smtp import PASSWORD, USER, Post, smtp_server

RAW = b"From: lin@brightline.example\r\nTo: karin@b.example\r\nSubject: x\r\n\r\n.a line with a dot\r\n"
TO = ("karin@b.example", "max@b.example")


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Account:
    monkeypatch.setenv("LIN", PASSWORD)
    secret = Secret(source="env", value="LIN")
    return Account(name="lin", host="127.0.0.1", security="none", user=USER, password=secret)


def over(account: Account, post: Post, **changes: str) -> Account:
    return replace(account, port=post.port, **changes)  # type: ignore[arg-type]  # fields by name


def test_a_mail_arrives_as_it_was_at_every_recipient(account: Account) -> None:
    with smtp_server() as post:
        assert "queued as 4711" in hand_over(over(account, post), "lin@brightline.example", TO, RAW)

    (taken,) = post.taken
    assert taken.content == RAW
    assert (taken.mail_from, tuple(taken.rcpt_tos)) == ("lin@brightline.example", TO)
    assert post.logins == [USER]


@pytest.mark.parametrize(("fault", "permanent"), [("refuse-recipient", True), ("refuse-data", True), ("later", False)])
def test_a_refusal_is_certain_and_says_whether_asking_again_helps(
    account: Account, fault: str, permanent: bool
) -> None:
    with smtp_server(fault) as post, pytest.raises(SendRefused) as refused:
        hand_over(over(account, post), "lin@brightline.example", TO, RAW)

    assert refused.value.permanent is permanent
    assert post.taken == []
    assert "karin" not in str(refused.value)


@pytest.mark.parametrize("fault", ["drop-after-data", "drop-at-data"])
def test_a_line_that_breaks_after_the_text_leaves_it_in_doubt_whether_it_was_taken_or_not(
    account: Account, fault: str
) -> None:
    with smtp_server(fault) as post, pytest.raises(SendInDoubt):
        hand_over(over(account, post), "lin@brightline.example", TO, RAW)


def test_a_wrong_password_and_a_dead_server_are_said_before_anything_is_sent(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(MailboxUnreachable, match="cannot be reached for sending"):
        hand_over(replace(account, port=free_port()), "lin@brightline.example", TO, RAW)
    monkeypatch.setenv("LIN", "wrong")
    with smtp_server() as post, pytest.raises(LoginRefused, match="refused the login for sending"):
        hand_over(over(account, post), "lin@brightline.example", TO, RAW)
    assert post.taken == []


def test_nothing_goes_out_in_clear_text_or_to_a_server_nobody_vouches_for(account: Account, tmp_path: Path) -> None:
    make_certificate(tmp_path)
    certificate = (tmp_path / "cert.pem", tmp_path / "key.pem")
    with pytest.raises(InsecureConnection):
        hand_over(replace(account, host="mail.example"), "lin@brightline.example", TO, RAW)
    with smtp_server() as post, pytest.raises(InsecureConnection):  # offers no STARTTLS
        hand_over(over(account, post, security="starttls"), "lin@brightline.example", TO, RAW)
    with smtp_server(certificate=certificate) as post, pytest.raises(InsecureConnection):
        hand_over(over(account, post, security="tls"), "lin@brightline.example", TO, RAW)
    assert post.taken == []
    assert post.logins == []


def test_a_login_can_be_tried_without_sending(account: Account) -> None:
    with smtp_server() as post:
        try_login(over(account, post))

    assert post.logins == [USER]
    assert post.taken == []


def test_a_pinned_certificate_is_trusted_and_another_one_is_not(account: Account, tmp_path: Path) -> None:
    make_certificate(tmp_path)
    pem = (tmp_path / "cert.pem").read_text()
    pin = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()
    with smtp_server(certificate=(tmp_path / "cert.pem", tmp_path / "key.pem")) as post:
        hand_over(over(account, post, security="tls", pinned_sha256=pin), "lin@brightline.example", TO, RAW)
        with pytest.raises(InsecureConnection, match="another certificate"):
            hand_over(over(account, post, security="tls", pinned_sha256="0" * 64), "a@b.example", TO, RAW)

    assert len(post.taken) == 1
