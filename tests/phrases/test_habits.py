"""What the seller keeps changing is proposed for a phrasebook of his own; a change made once is not."""

import pytest

from assistant.phrases.habits import Change, as_yaml, changes_of, proposals
from tests.phrases.given import BOOK

DRAFT = "Dear Ms Vogt,\n\nWe have a new price.\n\nKind regards,\nLin Wei\n"
NAMES = {"full": "Karin Vogt", "given": "Karin", "family": "Vogt"}
USED = ("title.ms", "kind")


def changes(sent: str, times: int) -> list[Change]:
    return changes_of(DRAFT, sent, USED, "en", BOOK, NAMES) * times


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        (DRAFT.replace("Dear Ms Vogt", "Hi Karin"), 'needs: [given], text: "Hi {{ given }},"'),
        (DRAFT.replace("Kind regards,", "Cheers,"), 'text: "Cheers,"'),
    ],
)
def test_a_line_that_is_changed_again_and_again_is_proposed_with_names_as_slots(sent: str, shown: str) -> None:
    (found,) = proposals(changes(sent, 3), BOOK)

    assert (found.times, found.used) == (3, 3)
    assert shown in as_yaml(found)


def test_a_change_made_twice_or_seldom_is_no_habit() -> None:
    changed = DRAFT.replace("Dear Ms Vogt", "Hi Karin")

    assert proposals(changes(changed, 2), BOOK) == ()
    assert proposals(changes(changed, 3) + changes(DRAFT, 6), BOOK) == ()


def test_a_letter_sent_as_it_stood_proposes_nothing() -> None:
    assert proposals(changes(DRAFT, 5), BOOK) == ()
