"""A secure, logged-in IMAP connection. The only module that imports imapclient.

imapclient opens the socket, does TLS, STARTTLS and the login; from then on `wire.Wire` talks.
"""

import contextlib
import hashlib
import imaplib
import ipaddress
import logging
import re
import socket
import ssl
from dataclasses import dataclass

import imapclient
from imapclient import imap_utf7
from imapclient.exceptions import CapabilityError

from assistant.errors import InsecureConnection, LoginRefused, MailboxUnreachable
from assistant.mail.account import Account
from assistant.mail.login import password_of, token_of
from assistant.mail.wire import Wire

logging.getLogger("imapclient").setLevel(logging.WARNING)  # it logs addresses at DEBUG

CONNECT_SECONDS = 20.0
READ_SECONDS = 60.0  # no server may be silent for longer inside an answer; IDLE polls in shorter slices
# RFC 2971. NetEase (163, 126, yeah) refuses SELECT and EXAMINE until it has heard one (mjs/imapclient#544).
_ID = 'ID ("name" "followup-assistant" "vendor" "followup-assistant")'
_BUSY = ("UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG")  # RFC 5530: not the password's fault


@dataclass(slots=True)
class Connection:
    """A connection after login."""

    wire: Wire
    socket: socket.socket
    capabilities: frozenset[str]  # in capitals, as announced after the login


def connect(account: Account, *, read_seconds: float = READ_SECONDS) -> Connection:
    """Return a logged-in connection.

    Raises InsecureConnection (no TLS where it must be, bad certificate, PREAUTH: nothing secret was sent),
    LoginRefused, SecretMissing, MailboxUnreachable.
    """
    _refuse_clear_text(account)
    client = _open(account, read_seconds)
    try:
        _secure(client, account)
        told = _log_in(client, account)
    except BaseException:
        with contextlib.suppress(Exception):
            client.shutdown()
        raise
    wire = Wire(client._imap, client.shutdown, f"mailbox {account.name}")
    capabilities = _announced(told) or _capabilities(wire)
    if "ID" in capabilities:
        wire.tell(_ID)  # whatever it answers: some servers only want to have been greeted
    return Connection(wire, client.socket(), capabilities)


def encode_name(name: str) -> bytes:
    """Return a folder name in modified UTF-7 (RFC 3501 5.1.3)."""
    return bytes(imap_utf7.encode(name))


def decode_name(name: bytes) -> str:
    """Return a folder name as people read it; names in no known spelling come out as UTF-8 or Latin-1."""
    with contextlib.suppress(ValueError):
        if name.isascii():
            return str(imap_utf7.decode(name))
    try:
        return name.decode("utf-8")  # servers that skip the encoding
    except UnicodeDecodeError:
        return name.decode("latin-1")


def is_loopback(host: str) -> bool:
    """Return whether the host is this very machine: the only one that may be talked to in clear text."""
    if host == "localhost":
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def _refuse_clear_text(account: Account) -> None:
    if account.security not in {"tls", "starttls"} and not is_loopback(account.host):
        raise InsecureConnection(
            f"mailbox {account.name}: security none is refused, the password would cross the network in clear text",
            next_step="set security: tls (port 993) or starttls (port 143)",
        )


def _open(account: Account, read_seconds: float) -> imapclient.IMAPClient:
    tls = account.security == "tls"
    port = account.port or (993 if tls else 143)
    where = f"mailbox {account.name}: {account.host}:{port}"
    try:
        client = imapclient.IMAPClient(
            account.host,
            port,
            ssl=tls,
            ssl_context=tls_context(account) if tls else None,
            timeout=imapclient.SocketTimeout(connect=CONNECT_SECONDS, read=read_seconds),
        )
    except ssl.SSLError as problem:
        raise _insecure(account, problem) from problem
    except OSError as problem:
        reason = problem.strerror or str(problem) or type(problem).__name__
        raise MailboxUnreachable(
            f"{where} does not answer ({reason})", next_step="check host, port and the network; it is tried again"
        ) from problem
    except (imaplib.IMAP4.error, ValueError) as problem:
        raise MailboxUnreachable(
            f"{where} does not talk IMAP ({_short(problem)})", next_step="check host, port and security"
        ) from problem
    # imapclient sets 5, and imaplib then formats every literal for a log nobody reads: 1.8 times the time of a first
    # read, 3.5 times for whole mails. A test guards this private attribute.
    client._imap.debug = 0
    client.normalise_times = False
    _keep_alive(client.socket())
    return client


def tls_context(account: Account) -> ssl.SSLContext:
    """Return what TLS must be: 1.2 or newer, checked by the authorities, or by the pin after the handshake."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if account.pinned_sha256:  # the pin is compared after the handshake, before anything secret is sent
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _secure(client: imapclient.IMAPClient, account: Account) -> None:
    """Make sure of TLS before the login. A server that claims we are logged in already is an attack (UXP#1590)."""
    if client._imap.state != "NONAUTH":
        raise InsecureConnection(
            f"mailbox {account.name}: the server says we are logged in before we were (PREAUTH)",
            next_step="use security: tls on port 993; if it stays so, somebody is between you and the server",
        )
    if account.security == "starttls":
        try:
            client.starttls(tls_context(account))
        except ssl.SSLError as problem:
            raise _insecure(account, problem) from problem
        except CapabilityError as problem:
            raise InsecureConnection(
                f"mailbox {account.name}: the server offers no STARTTLS; nothing was sent",
                next_step="use security: tls on port 993; a server that lost STARTTLS may be an attack",
            ) from problem
        except (imaplib.IMAP4.error, OSError) as problem:
            raise InsecureConnection(f"mailbox {account.name}: STARTTLS failed ({_short(problem)})") from problem
        client._imap.debug = 0
    secured = client.socket()
    if account.security in {"tls", "starttls"}:
        if not isinstance(secured, ssl.SSLSocket):
            raise InsecureConnection(f"mailbox {account.name}: the connection is not encrypted")
        _compare_pin(secured, account)


def _compare_pin(secured: ssl.SSLSocket, account: Account) -> None:
    wanted = re.sub(r"[^0-9a-f]", "", account.pinned_sha256.lower())
    if not wanted:
        return
    shown = hashlib.sha256(secured.getpeercert(binary_form=True) or b"").hexdigest()
    if shown != wanted:
        raise InsecureConnection(
            f"mailbox {account.name}: the server shows another certificate than the pinned one (SHA-256 {shown})",
            next_step="ask the provider; if the change is right, put the new fingerprint into the config",
        )


def _insecure(account: Account, problem: ssl.SSLError) -> InsecureConnection:
    if isinstance(problem, ssl.SSLCertVerificationError):
        shown = _shown_certificate(account)
        pin = f"; or, for a server you know, pin it under imap: fingerprint: {shown}" if shown else ""
        return InsecureConnection(
            f"mailbox {account.name}: the certificate of {account.host} is not trusted ({problem.verify_message})",
            next_step=f"check the host name{pin}",
        )
    return InsecureConnection(
        f"mailbox {account.name}: {account.host} does not talk TLS on this port ({problem.reason or 'no handshake'})",
        next_step="tls belongs to port 993, starttls to port 143",
    )


def _shown_certificate(account: Account) -> str:
    """Return the SHA-256 of the certificate that the server shows now, '' where it cannot be had. Sends nothing secret.

    It is for the user to compare with what the server's owner says; showing it does not make it right.
    """
    blind = ssl.create_default_context()
    blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
    tls = account.security == "tls"
    limit = imapclient.SocketTimeout(connect=CONNECT_SECONDS, read=CONNECT_SECONDS)
    with contextlib.suppress(Exception):  # the certificate is refused already; this is a courtesy
        client = imapclient.IMAPClient(
            account.host, account.port or None, ssl=tls, ssl_context=blind if tls else None, timeout=limit
        )
        try:
            if not tls:
                client.starttls(blind)
            return hashlib.sha256(client.socket().getpeercert(binary_form=True) or b"").hexdigest()
        finally:
            client.shutdown()
    return ""


def _log_in(client: imapclient.IMAPClient, account: Account) -> bytes:
    """Return what the server said to the login."""
    by_token = account.auth in {"google", "microsoft", "oauth2", "xoauth2"}
    secret = token_of(account) if by_token else password_of(account.password, account.name, account.user)
    try:
        if by_token:
            return _told(client.oauth2_login(account.user, secret))
        if account.user.isascii() and secret.isascii():
            return _told(client.login(account.user, secret))
        return _told(client.plain_login(account.user, secret))  # LOGIN knows ASCII only, this UTF-8 (RFC 4616)
    except imaplib.IMAP4.error as problem:
        said = _short(problem, secret)
        if isinstance(problem.__context__, imaplib.IMAP4.abort) or isinstance(problem, imaplib.IMAP4.abort):
            raise MailboxUnreachable(f"mailbox {account.name}: the connection broke at login ({said})") from problem
        if any(f"[{code}" in said.upper() for code in _BUSY):
            raise MailboxUnreachable(f"mailbox {account.name}: the server is busy ({said})") from problem
        raise LoginRefused(
            f"mailbox {account.name}: the server refused the login ({said})",
            next_step="check user and password; many providers want an app password or authorisation code",
        ) from problem
    except OSError as problem:
        raise MailboxUnreachable(f"mailbox {account.name}: no answer to the login ({_short(problem)})") from problem


def _told(answer: object) -> bytes:
    """Return the text of what imapclient hands over: sometimes in a list, sometimes None."""
    text = answer[0] if isinstance(answer, list) and answer else answer
    return text if isinstance(text, bytes) else b""


def _announced(told: bytes) -> frozenset[str]:
    """Return what the answer to the login names (RFC 3501 7.1, CAPABILITY): a round trip less; empty: nothing."""
    found = re.match(rb"\[CAPABILITY ([^\]]+)\]", told, re.IGNORECASE)
    names = frozenset(found[1].decode("ascii", "replace").upper().split()) if found else frozenset()
    return names if names & {"IMAP4REV1", "IMAP4REV2"} else frozenset()


def _capabilities(wire: Wire) -> frozenset[str]:
    words: set[str] = set()
    for line in wire("CAPABILITY").lines:
        if line.text[:13].upper() == b"* CAPABILITY ":
            words.update(line.text[13:].decode("ascii", "replace").upper().split())
    return frozenset(words)


def _keep_alive(connected: socket.socket) -> None:
    """Notice a line that died without a word (NAT, sleep) after minutes, not hours."""
    connected.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for option, seconds in (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 30), ("TCP_KEEPCNT", 4)):
        if hasattr(socket, option):
            connected.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), seconds)


def _short(problem: BaseException, secret: str = "") -> str:
    """Return what the server said, at most 120 printable characters, without the secret (some servers echo it)."""
    text = str(problem)
    if secret:
        text = text.replace(secret, "***")
    if text.startswith("b'") or text.startswith('b"'):
        text = text[2:-1]
    return "".join(c if c.isprintable() else " " for c in text)[:120] or type(problem).__name__
