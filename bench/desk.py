"""How many drafts a second are written, composed and placed with the exactly-once journal, on a real server.

Public: `placed`.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.daemon import placing
from assistant.daemon.judging import judge
from assistant.model import Action
from bench import inside
from bench.lines import line, said, timed
from tests.given.installation import install
from tests.given.letters import quote_and_silence
from tests.servers.dovecot import Dovecot

RULES = """\
windows: {default: {days: [mon, tue, wed, thu, fri, sat, sun], hours: "00:00-23:59", clock: customer}}
lead: 24 hours
limits: {open_drafts: 9999, per_day: 9999, first_day: 9999, per_company_per_week: 9}
"""


def placed(server: Dovecot, folder: Path, customers: int) -> None:
    """Measure placing the due drafts of that many customers who went quiet after a quote."""
    folder.mkdir()
    user, now = server.user(), _a_wednesday()
    with server.session(user) as session:
        for number in range(customers):
            buyer = f"Karin Beck <karin@beck{number}-leuchten-demo.de>"
            session.deliver(quote_and_silence(buyer, now - timedelta(days=13, minutes=number)))
    with inside.house(install(folder, server.account(user), rules=RULES).config) as (house, _):
        inside.read_all(house)
        wanted = [one for one in judge(house, now) if one.action is Action.DRAFT]
        done: list[placing.Placed] = []
        clock = datetime.now(UTC)
        seconds = timed(lambda: done.extend(placing.place_all(house, wanted, house.connections.names, now, clock)))
        stored = [one for one in done if one.folder]
    line("drafts written, composed, journalled and placed", f"{len(stored) / seconds:.0f}/s", ">= 100/s")
    said(f"{len(stored)} of {customers} customers; three durable transactions and one APPEND each, last look included")


def _a_wednesday() -> datetime:
    """Return the last Wednesday at ten: on a weekend nobody is due, whatever the day of the measurement."""
    now = datetime.now(UTC)
    return (now - timedelta(days=(now.weekday() - 2) % 7 or 7)).replace(hour=10, minute=0, second=0, microsecond=0)
