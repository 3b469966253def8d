"""Who writes to whom in the tests: Lin Wei of Brightline (we), and three customers; and moments told as text."""

from datetime import UTC, datetime
from typing import Any

from assistant.model import Me

US = "lin@brightline.example"
LIN = f"Lin Wei <{US}>"
ME = Me(
    name="Lin Wei",
    company="Brightline Lighting Co., Ltd.",
    addresses=frozenset({US, "sales@brightline.example"}),
    domains=frozenset({"brightline.example"}),
    timezone="Asia/Shanghai",
    country="CN",
)
OWNER: dict[str, Any] = {"name": "Lin Wei", "addresses": [US], "timezone": "Asia/Shanghai"}  # as a config file tells it

ANNA = "anna@muster-leuchten.de"  # of Muster Leuchten GmbH
KELLER = "Anna Keller <a.keller@keller.example>"  # an address that tells no country
BECK = "Karin Beck <karin@beck-leuchten-demo.de>"  # the customer of whole mailboxes


AT = datetime(2026, 11, 18, 13, 30, tzinfo=UTC)  # a Wednesday, 14:30 in Berlin, 21:30 in Shanghai
THEN = AT.isoformat()


def at(text: str) -> datetime:
    """Return the moment of "2026-03-10" or "2026-03-10 09:00" in UTC; a date alone is 09:00."""
    return datetime.fromisoformat(text if len(text) > 10 else f"{text} 09:00").replace(tzinfo=UTC)
