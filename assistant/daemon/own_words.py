"""The user's own words for understanding, applied to what is recorded: once, after they changed. Public: `keep_up`."""

import logging
from datetime import datetime

from assistant.daemon.house import House
from assistant.daemon.wishes import rebuild

log = logging.getLogger(__name__)


def keep_up(house: House, now: datetime) -> bool:
    """Understand all recorded mail anew if it was understood with other words of the user; return whether it was.

    Whoever changed the file, and while nothing ran: the ledger holds the hash of the words it was understood with. A
    kill in between only means that it is done again.
    """
    review = house.ledger.review
    if review.understood_with() == house.own_words:
        return False
    rebuild(house, now)
    review.note_understood(house.own_words)
    log.info("recorded mail understood anew: the user's words changed")
    return True
