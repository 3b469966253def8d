"""Servers as fixtures, one of each for the whole run."""

import os
from collections.abc import Iterator

import pytest

from tests.servers.dovecot import Dovecot, ServerMissing, start_dovecot
from tests.servers.pymap_server import Pymap, running_pymap
from tests.servers.session import SecondSession
from tests.servers.stripping_proxy import StrippingProxy


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """A private Dovecot; take a fresh `dovecot.user()` in every test. Missing: fails in CI, is skipped elsewhere."""
    try:
        server = start_dovecot()
    except ServerMissing as missing:
        if os.environ.get("CI", "").lower() in {"1", "true", "yes"}:
            pytest.fail(str(missing))
        pytest.skip(str(missing))
    yield server
    server.stop()


@pytest.fixture
def user(dovecot: Dovecot) -> str:
    """A user with an empty mailbox."""
    return dovecot.user()


@pytest.fixture
def session(dovecot: Dovecot, user: str) -> Iterator[SecondSession]:
    """The own mail program of `user`."""
    with dovecot.session(user) as own:
        yield own


@pytest.fixture(scope="session")
def pymap() -> Iterator[Pymap]:
    """A poorer server; take a fresh `pymap.user()` in every test."""
    with running_pymap() as server:
        yield server


@pytest.fixture(scope="session")
def stripped(dovecot: Dovecot) -> Iterator[StrippingProxy]:
    """The private Dovecot without its extensions, SEARCH included."""
    with StrippingProxy(dovecot.host, dovecot.port) as proxy:
        yield proxy


@pytest.fixture(scope="session")
def without_qresync(dovecot: Dovecot) -> Iterator[StrippingProxy]:
    """The private Dovecot with CONDSTORE but without QRESYNC, as Gmail has it."""
    with StrippingProxy(dovecot.host, dovecot.port, frozenset({"QRESYNC", "ENABLE"})) as proxy:
        yield proxy
