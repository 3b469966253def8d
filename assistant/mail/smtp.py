"""Handing a mail to an SMTP server: certainly not sent, certainly sent, or in doubt, and never silently twice.

Public: `hand_over`, `try_login`, `SendRefused`, `SendInDoubt`. The only import of aiosmtplib. Until the final dot of
DATA nothing is sent; once it may have reached the server, only its answer tells (RFC 5321 4.5.3.2.6: clients must wait
long for it, and a client that gives up early is why people get mails twice).
"""

import asyncio
import hashlib
import re
import ssl
from collections.abc import Callable, Sequence

import aiosmtplib

from assistant.errors import AssistantError, InsecureConnection, LoginRefused, MailboxUnreachable
from assistant.mail.account import Account
from assistant.mail.connection import is_loopback, tls_context
from assistant.mail.login import password_of, token_of

CONNECT_SECONDS = 30.0
DATA_SECONDS = 300.0  # for the answer after the final dot; the RFC asks for ten minutes, a daemon's pass for fewer


class SendRefused(AssistantError):
    """The server said no, or was never asked: the mail is certainly not sent. `permanent`: asking again is useless."""

    def __init__(self, message: str, *, permanent: bool, next_step: str = "") -> None:
        super().__init__(message, next_step=next_step)
        self.permanent = permanent


class SendInDoubt(AssistantError):
    """The connection broke after the mail was handed over: it may have been sent or not. Never try again."""


def hand_over(
    account: Account,
    sender: str,
    recipients: Sequence[str],
    raw: bytes,
    before_data: Callable[[], object] = lambda: None,
) -> str:
    """Send one mail (CRLF lines, no Bcc header) and return the server's answer.

    `before_data` is called when the server has taken every address, right before the mail itself: until then nothing
    can have been sent, from then on it may have been.

    Raises SendRefused, SendInDoubt, and before anything was said of the mail: InsecureConnection, LoginRefused,
    SecretMissing, MailboxUnreachable. All recipients are taken or none: one that is refused refuses the mail.
    """
    return asyncio.run(_hand_over(account, sender, recipients, raw, before_data))


def try_login(account: Account) -> None:
    """Log in for sending and send nothing. Raises what `hand_over` raises before the mail."""
    asyncio.run(_try_login(account))


async def _try_login(account: Account) -> None:
    client = await _connected(account)
    try:
        await _log_in(client, account)
    finally:
        client.close()


async def _hand_over(
    account: Account, sender: str, recipients: Sequence[str], raw: bytes, before_data: Callable[[], object]
) -> str:
    client = await _connected(account)
    try:
        await _log_in(client, account)
        try:
            await client.mail(sender)
            for recipient in recipients:
                await client.rcpt(recipient)
        except aiosmtplib.SMTPResponseException as answer:
            raise _refused(account, answer) from answer
        except (aiosmtplib.SMTPException, OSError) as problem:
            raise _unreachable(account, problem) from problem
        before_data()
        return await _data(client, account, raw)
    finally:
        client.close()


async def _data(client: aiosmtplib.SMTP, account: Account, raw: bytes) -> str:
    try:
        answer = await client.data(raw, timeout=DATA_SECONDS)
    except aiosmtplib.SMTPDataError as refused:
        raise _refused(account, refused) from refused
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as problem:
        raise SendInDoubt(
            f"mailbox {account.name}: the connection broke while the mail was handed over ({type(problem).__name__})",
            next_step="look into Sent, or ask the customer; it is not sent again by itself",
        ) from problem
    return f"{answer.code} {answer.message}"


async def _connected(account: Account) -> aiosmtplib.SMTP:
    if account.security not in {"tls", "starttls"} and not is_loopback(account.host):
        raise InsecureConnection(
            f"mailbox {account.name}: security none is refused for smtp", next_step="set security: tls or starttls"
        )
    tls = account.security == "tls"
    client = aiosmtplib.SMTP(
        hostname=account.host,
        port=account.port or (465 if tls else 587),
        use_tls=tls,
        start_tls=account.security == "starttls",  # True: required, the mail is not sent in the clear without it
        tls_context=tls_context(account) if account.security != "none" else None,
        timeout=CONNECT_SECONDS,
    )
    try:
        await client.connect()
    except (ssl.SSLError, aiosmtplib.SMTPNotSupported) as problem:
        raise InsecureConnection(
            f"mailbox {account.name}: no secure connection to {account.host} for sending ({type(problem).__name__})",
            next_step="check smtp: host, port and security; a self-signed certificate needs its fingerprint",
        ) from problem
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as problem:
        said = str(problem).upper()
        if isinstance(problem.__cause__, ssl.SSLError) or "CERTIFICATE" in said or "STARTTLS" in said:
            raise InsecureConnection(
                f"mailbox {account.name}: no secure connection to {account.host} for sending; nothing was sent",
                next_step="check smtp: host and security; a self-signed certificate needs its fingerprint",
            ) from problem
        raise _unreachable(account, problem) from problem
    try:
        _compare_pin(client, account)
    except InsecureConnection:
        client.close()
        raise
    return client


def _compare_pin(client: aiosmtplib.SMTP, account: Account) -> None:
    wanted = re.sub(r"[^0-9a-f]", "", account.pinned_sha256.lower())
    secured = client.get_transport_info("ssl_object")
    if account.security in {"tls", "starttls"} and secured is None:
        raise InsecureConnection(f"mailbox {account.name}: the connection for sending is not encrypted")
    if wanted and hashlib.sha256(secured.getpeercert(binary_form=True) or b"").hexdigest() != wanted:
        raise InsecureConnection(
            f"mailbox {account.name}: {account.host} shows another certificate for smtp than the pinned one",
            next_step="ask the provider; if the change is right, put the new fingerprint into the config",
        )


async def _log_in(client: aiosmtplib.SMTP, account: Account) -> None:
    if not account.user:
        return
    try:
        if account.auth == "password":
            await client.login(account.user, password_of(account.password, account.name, account.user))
        else:
            await client.auth_xoauth2(account.user, token_of(account))
    except aiosmtplib.SMTPAuthenticationError as problem:
        raise LoginRefused(
            f"mailbox {account.name}: {account.host} refused the login for sending",
            next_step="check smtp: user and password; many providers want an app password for it",
        ) from problem
    except (aiosmtplib.SMTPException, OSError) as problem:
        raise _unreachable(account, problem) from problem


def _refused(account: Account, answer: aiosmtplib.SMTPResponseException) -> SendRefused:
    permanent = 500 <= answer.code < 600
    return SendRefused(
        f"mailbox {account.name}: {account.host} did not take the mail (code {answer.code})",
        permanent=permanent,
        next_step="send it yourself from Drafts" if permanent else "it is tried again in the next window",
    )


def _unreachable(account: Account, problem: Exception) -> MailboxUnreachable:
    return MailboxUnreachable(
        f"mailbox {account.name}: {account.host} cannot be reached for sending ({type(problem).__name__})",
        next_step="check smtp: host and port, and the network; it is tried again",
    )
