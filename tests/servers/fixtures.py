"""Servers as fixtures, one of each for the whole run."""

import os
from collections.abc import Iterator

import pytest

from tests.servers.dovecot import Dovecot, ServerMissing, start_dovecot


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
