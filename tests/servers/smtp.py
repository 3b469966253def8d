"""A private SMTP server for tests, on loopback, that keeps what it took and fails where a test wants it to."""

import asyncio
import contextlib
import ssl
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers.dovecot import free_port

USER, PASSWORD = "lin@brightline.example", "geheim"


@dataclass
class Post:
    """What the server took, and how it fails: refuse-recipient, refuse-data, later, drop-after-data, drop-at-data."""

    port: int = 0
    fault: str = ""
    taken: list[Envelope] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)

    async def handle_RCPT(  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.fault == "refuse-recipient":
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.fault == "refuse-data":
            return "554 5.7.1 not wanted"
        if self.fault == "later":
            return "451 4.3.0 try again later"
        if self.fault != "drop-at-data":
            self.taken.append(envelope)
        if self.fault.startswith("drop"):
            assert server.transport is not None
            server.transport.close()
            await asyncio.sleep(3600)  # no answer follows
        return "250 2.0.0 queued as 4711"


@contextlib.contextmanager
def smtp_server(fault: str = "", certificate: tuple[Path, Path] | None = None) -> Iterator[Post]:
    """Give a running server; with a certificate (file, key) it talks TLS from the first byte."""
    post = Post(fault=fault, port=free_port())

    def login(
        server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword | bytes
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        post.logins.append(data.login.decode())
        right = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
        return AuthResult(success=right, handled=False)

    more: dict[str, Any] = {}
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        more["ssl_context"] = context
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # logging in without TLS, on loopback
        controller = Controller(
            post,
            hostname="127.0.0.1",
            port=post.port,
            authenticator=login,
            auth_require_tls=False,
            auth_required=True,
            **more,
        )
    controller.start()
    try:
        yield post
    finally:
        controller.stop(no_assert=True)
