"""Fixtures of the drafts' tests."""

from pathlib import Path

import pytest

from tests.drafts.journals import make_empty


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger to copy."""
    return make_empty(tmp_path_factory.mktemp("ledger") / "empty.db")
