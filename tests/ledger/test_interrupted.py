"""A derivation that dies between two of its transactions is finished by the next one."""

from pathlib import Path

import pytest

from assistant.ledger import deriving
from assistant.ledger.store import Ledger
from tests.given.messages import message
from tests.given.parties import ME
from tests.ledger.setting import NOW, read_in, recorded, url_of


def test_a_customer_whose_number_was_not_given_yet_gets_it_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger.open(url_of(tmp_path)) as ledger:
        mail = message("m1@firm.example", "2026-03-05", "buyer@firm.example")
        read_in(ledger, [recorded(1, mail, "inquiry")])
        with monkeypatch.context() as dying:
            dying.setattr(deriving, "_give_numbers", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                ledger.derive(ME, NOW)
        assert ledger.numbers() == ()
        ledger.derive(ME, NOW)

        assert [ledger.history(number).customer.domain for number in ledger.numbers()] == ["firm.example"]
