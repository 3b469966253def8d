"""The people of the simulated year: thirty-odd customers, what each does, and how the seller treats their drafts.

Day 0 is Monday 5 January 2026. An event's `day` counts from there, in `after` from the mail that set it off. Those of
ours happen at 10:00 in Shanghai, those of theirs three hours later.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One mail or act of a story."""

    day: int
    letter: str  # key of letters.LETTERS; "set KEY=VALUE" and "phoned" are typed by the seller
    until: int = 0  # days from then: the day named in the letter
    by: str = ""  # another writer: "other" (colleague there), "private" (their address at home)
    to: str = ""  # another address of ours
    folder: str = "INBOX"
    fresh: bool = False  # a new thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """One customer: who they are, what they do, and what the seller does with the drafts to them."""

    name: str  # domain without its ending: the story in a word
    person: str
    tld: str
    country: str  # the truth; the assistant must find it
    phone: str = ""
    city: str = ""
    product: str = "LED panel BL-2031"
    price: str = "7.85"
    other: str = ""  # a colleague of theirs, "Priti Shah"
    other_in_copy: bool = False
    freemail: bool = False
    client: str = "thunderbird"  # the seller's program of that month
    seller: tuple[str, ...] = ("send",)  # per draft, then from the start: send late edit save delete forget by_hand
    opening: tuple[Event, ...] = ()
    after: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)  # "sent 2", "draft 1" -> what follows

    @property
    def domain(self) -> str:
        """Return the part after the @."""
        return self.tld if self.freemail else f"{self.name}-demo.{self.tld}"

    def address(self, who: str = "") -> str:
        """Return the address of the usual person, of "other" or "private"."""
        person = self.other if who == "other" else self.person
        if who == "private":
            return person.lower().replace(" ", "") + "@gmail.com"
        return person.lower().replace(" ", ".") + "@" + self.domain


def asked(day: int, *, quote: str = "quote", later: int = 1) -> tuple[Event, ...]:
    """Return an inquiry and our quote: how it begins."""
    return (Event(day=day, letter="inquiry", fresh=True), Event(day=day + later, letter=quote))


ASKED_BACK = (Event(day=2, letter="question"), Event(day=3, letter="answer"))

CAST: tuple[Fate, ...] = (
    # --- those who stay silent for ever
    Fate(
        name="silent-for-ever",
        person="Karin Beck",
        tld="de",
        country="DE",
        phone="+49 40 5550101",
        city="Hamburg",
        other="Jens Holm",
        other_in_copy=True,
        opening=asked(-30),
    ),
    Fate(
        name="silent-alone",
        person="Pedro Ruiz",
        tld="es",
        country="ES",
        city="Valencia",
        client="roundcube",
        seller=("send", "edit", "late"),
        opening=asked(60),
    ),
    Fate(name="silent-old-quote", person="Urs Frei", tld="ch", country="CH", seller=("forget",), opening=asked(-150)),
    Fate(
        name="silent-riyadh",
        person="Omar Haddad",
        tld="com.sa",
        country="SA",
        city="Riyadh",
        client="neomutt",
        opening=asked(6),
    ),
    Fate(name="silent-shenzhen", person="Chen Jun", tld="cn", country="CN", opening=asked(-8)),
    Fate(
        name="silent-hanoi",
        person="Nguyen Lan",
        tld="vn",
        country="VN",
        seller=("send", "send", "edit"),
        opening=asked(20),
    ),
    Fate(name="silent-osaka", person="Kenji Mori", tld="co.jp", country="JP", opening=asked(90)),
    Fate(
        name="silent-denver",
        person="Mary Cole",
        tld="com",
        country="US",
        phone="+1 303 555 0142",
        city="Denver",
        client="neomutt",
        seller=("send", "save"),
        opening=asked(100),
    ),
    Fate(
        name="silent-bare",
        person="Pavel Novak",
        tld="cz",
        country="CZ",
        seller=("save", "edit"),
        opening=asked(40, quote="bare quote"),
    ),
    Fate(name="silent-person", person="Hanna Wolf", tld="gmail.com", country="", freemail=True, opening=asked(30)),
    # --- those who answer
    Fate(
        name="answers-in-thread",
        person="Erik Lund",
        tld="dk",
        country="DK",
        opening=asked(-20),
        after={"sent 1": ASKED_BACK, "sent 4": ASKED_BACK},
    ),
    Fate(
        name="answers-in-new-thread",
        person="Jim Porter",
        tld="us",
        country="US",
        phone="+1 512 555 0181",
        opening=asked(5),
        after={"sent 2": (Event(day=1, letter="new thread question", fresh=True), Event(day=4, letter="answer"))},
    ),
    Fate(
        name="answers-by-colleague",
        person="Alan Hart",
        tld="co.uk",
        country="GB",
        other="Priti Shah",
        other_in_copy=True,
        opening=asked(15),
        after={"sent 1": (Event(day=2, letter="question", by="other"), Event(day=5, letter="answer"))},
    ),
    Fate(
        name="answers-from-home",
        person="Luc Martin",
        tld="fr",
        country="FR",
        opening=asked(25),
        after={"draft 2": (Event(day=0, letter="question", by="private"), Event(day=20, letter="answer"))},
        seller=("send", "forget"),
    ),
    Fate(
        name="answers-second-address",
        person="Anke Vos",
        tld="nl",
        country="NL",
        opening=asked(35),
        seller=("send", "late"),
        after={
            "draft 2": (Event(day=1, letter="question", to="sales@brightline.example"), Event(day=7, letter="answer"))
        },
    ),
    Fate(
        name="answers-into-junk",
        person="Marta Silva",
        tld="pt",
        country="PT",
        opening=asked(45),
        seller=("send", "forget"),
        after={"draft 2": (Event(day=2, letter="second question", folder="Junk"),)},
    ),
    Fate(
        name="answers-after-forgotten",
        person="Deniz Kaya",
        tld="com.tr",
        country="TR",
        opening=asked(10),
        seller=("forget", "send"),
        after={"draft 1": (Event(day=30, letter="question"), Event(day=31, letter="answer"))},
    ),
    Fate(
        name="answers-while-saved",
        person="Iris Gruber",
        tld="at",
        country="AT",
        opening=asked(55),
        seller=("save", "send"),
        after={"draft 1": (Event(day=1, letter="thanks"),)},
    ),
    Fate(
        name="asks-and-waits",
        person="Aiko Sato",
        tld="jp",
        country="JP",
        opening=asked(12),
        after={"sent 1": (Event(day=3, letter="question"),)},
    ),
    Fate(
        name="asks-and-is-promised",
        person="Olga Petrenko",
        tld="com.ua",
        country="UA",
        opening=(Event(day=50, letter="inquiry", fresh=True), Event(day=51, letter="promise")),
    ),
    # --- machines
    Fate(
        name="out-of-office",
        person="Uwe Brandt",
        tld="de",
        country="DE",
        opening=(*asked(3), Event(day=4, letter="abwesend", until=24)),
        after={"sent 2": (Event(day=0, letter="out of office", until=30),)},
    ),
    Fate(
        name="receipts-and-tickets",
        person="Eva Nilsson",
        tld="se",
        country="SE",
        opening=(*asked(8), Event(day=9, letter="ticket"), Event(day=40, letter="newsletter", fresh=True)),
        after={"sent 1": (Event(day=1, letter="receipt"),)},
    ),
    Fate(
        name="has-left",
        person="Mike Doyle",
        tld="com.au",
        country="AU",
        other="Tara Quinn",
        opening=asked(18),
        after={"sent 1": (Event(day=0, letter="has left"),)},
    ),
    Fate(
        name="bounces",
        person="Gino Russo",
        tld="it",
        country="IT",
        opening=asked(22),
        after={"sent 1": (Event(day=0, letter="bounce"),)},
    ),
    # --- those who decide
    Fate(
        name="refuses",
        person="Piotr Nowak",
        tld="pl",
        country="PL",
        opening=asked(-12),
        after={"sent 1": (Event(day=2, letter="refusal"), Event(day=3, letter="understood"))},
    ),
    Fate(
        name="refuses-and-reopens",
        person="Satu Laine",
        tld="fi",
        country="FI",
        opening=asked(28),
        after={
            "sent 1": (
                Event(day=2, letter="refusal"),
                Event(day=90, letter="inquiry again", fresh=True),
                Event(day=91, letter="quote"),
            )
        },
    ),
    Fate(
        name="stops",
        person="Guy Roy",
        tld="ca",
        country="CA",
        opening=asked(33),
        seller=("send", "forget"),
        after={"draft 2": (Event(day=3, letter="stop"), Event(day=60, letter="newsletter", fresh=True))},
    ),
    Fate(
        name="stopped-by-seller",
        person="Layla Aziz",
        tld="ae",
        country="AE",
        opening=asked(38),
        seller=("send", "forget"),
        after={"draft 2": (Event(day=2, letter="set stop=lost the tender"),)},
    ),
    Fate(
        name="orders",
        person="Bob Ames",
        tld="com",
        country="US",
        phone="+1 206 555 0119",
        opening=asked(-25),
        seller=("send", "forget"),
        after={
            "draft 2": (
                Event(day=2, letter="order"),
                Event(day=3, letter="proforma"),
                Event(day=35, letter="shipped"),
                Event(day=50, letter="thanks"),
                Event(day=200, letter="inquiry again", fresh=True),
                Event(day=201, letter="quote"),
            )
        },
    ),
    Fate(
        name="orders-at-once",
        person="Sean Byrne",
        tld="ie",
        country="IE",
        opening=(*asked(70), Event(day=72, letter="order"), Event(day=73, letter="proforma")),
    ),
    Fate(
        name="takes-samples",
        person="Ravi Menon",
        tld="in",
        country="IN",
        city="Pune",
        opening=(*asked(16), Event(day=20, letter="sample request"), Event(day=23, letter="sample sent")),
    ),
    Fate(
        name="holds-without-date",
        person="Kim Jisoo",
        tld="kr",
        country="KR",
        opening=asked(24),
        after={"sent 1": (Event(day=2, letter="holding"),)},
    ),
    Fate(
        name="holds-until-a-day",
        person="Ana Souza",
        tld="com.br",
        country="BR",
        opening=asked(26),
        after={"sent 1": (Event(day=2, letter="holding until", until=45),)},
    ),
    Fate(
        name="holds-until-a-month",
        person="Luis Vega",
        tld="com.mx",
        country="MX",
        opening=asked(27),
        after={"sent 1": (Event(day=2, letter="in a month named", until=75),)},
    ),
    # --- what the seller does
    Fate(
        name="deletes-every-draft",
        person="Bela Toth",
        tld="hu",
        country="HU",
        opening=asked(32),
        seller=("delete",),
    ),
    Fate(
        name="written-by-hand",
        person="Thabo Nkosi",
        tld="co.za",
        country="ZA",
        opening=asked(36),
        seller=("by_hand", "send"),
    ),
    Fate(
        name="telephoned",
        person="Mei Tan",
        tld="sg",
        country="SG",
        opening=asked(42),
        after={"sent 3": (Event(day=10, letter="phoned"),)},
    ),
    Fate(
        name="forgotten-for-ever",
        person="Ion Popa",
        tld="ro",
        country="RO",
        opening=asked(48),
        seller=("forget",),
    ),
    Fate(
        name="held-by-seller",
        person="Liv Berg",
        tld="no",
        country="NO",
        opening=(*asked(52), Event(day=54, letter="set hold=until 2026-06-01")),
    ),
)
