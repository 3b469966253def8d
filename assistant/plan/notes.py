"""What the seller noted of a customer, and what each note changes in judgement and on the telephone. Pure, and a table.

Public: `leaning`, `advice`, `keeps`, `STEERING`, `ADVICE`. `followup set CUSTOMER FIELD=VALUE` keeps any
note; the fields here steer (domain 003, and 002 and 004 where named). What a note does to words stands in `phrases`:
tone, plain English, what is not asked. docs/rules.md lists all of them for the seller.
"""

from collections.abc import Collection
from dataclasses import dataclass

from assistant.model import Occasion, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Steer:
    """Topics that come first for a reason: a note of the seller, or what they wrote lately."""

    rule: str  # id in the domain
    field: str  # of the note; "" = a signal
    values: tuple[str, ...] = ()  # notes, or the signal's name
    topics: tuple[str, ...]
    weight: int  # the greater goes first; a note never goes before what they said themselves
    why: str  # for the seller


STEERING = (
    Steer(rule="001-13", field="", values=("price_objection",), topics=("price-update",), weight=2,
          why="they found the price too high"),
    Steer(rule="001-13", field="", values=("spec_objection",), topics=("correction",), weight=2,
          why="they had something against the specification"),
    Steer(rule="001-14", field="", values=("has_supplier",), topics=("company-news", "visit"), weight=1,
          why="they have a supplier, so trust comes first"),
    Steer(rule="003-K8", field="supplier", values=("stable", "yes", "several"), topics=("company-news", "visit"),
          weight=1, why="they have a supplier, so trust comes first"),
    Steer(rule="003-N4", field="minds", values=("price", "cost"), topics=("price-update",), weight=1,
          why="they look at the price first"),
    Steer(rule="003-N4", field="minds", values=("quality",), topics=("product-update", "company-news"), weight=1,
          why="they look at quality first"),
    Steer(rule="003-C8", field="visits_china", values=("often", "yearly"), topics=("visit",), weight=1,
          why="they often come to China"),
    Steer(rule="003-K9", field="mould", values=("public",), topics=("product-update",), weight=1,
          why="they buy from public moulds"),
    Steer(rule="003-K12", field="exhibits", values=("yes",), topics=("exhibition",), weight=1,
          why="they exhibit themselves"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A line for whoever speaks with them: on the call sheet and in the hand-over note."""

    rule: str
    field: str
    values: tuple[str, ...] = ()  # () = whatever is noted, but no
    says: str  # {noted}: the note as the seller wrote it


_NO = ("no", "none")
ADVICE = (
    Advice(rule="003-C2", field="position", values=("assistant", "purchasing assistant", "junior buyer"),
           says="They report to somebody: offer what is easy to hand on, and do not press for a decision."),
    Advice(rule="003-K4", field="decision_maker", says="The decision lies with {noted}."),
    Advice(rule="003-C3", field="career", values=("newcomer", "new"),
           says="They are new there: offer help with everything, and do not ask about the company."),
    Advice(rule="003-C3", field="career", values=("veteran", "expert"),
           says="They know the trade: talk figures, and ask what they think."),
    Advice(rule="003-C6", field="temper", values=("strict",), says="Business only: no jokes, nothing private."),
    Advice(rule="003-C6", field="temper", values=("impatient", "fast"), says="Be brief: the matter in one sentence."),
    Advice(rule="003-C6", field="temper", values=("easy-going", "soft", "slow"),
           says="Take your time: a friendly word first, the matter second."),
    Advice(rule="003-C7", field="hobbies", says="Something pleasant to speak of: {noted}."),
    Advice(rule="003-C8", field="visits_china", values=("never", *_NO),
           says="They have never been here: explain each step from the order to customs."),
    Advice(rule="003-C10", field="habits", says="Should you bring a gift, remember: {noted}."),
    Advice(rule="003-K1", field="founded",
           says="In business since {noted}: say so with respect, and congratulate in a round year."),
    Advice(rule="003-K1", field="sales_mode", says="They sell by {noted}: speak of packing and quantities for it."),
    Advice(rule="003-K1", field="strengths", says="They are known for {noted}: begin there."),
    Advice(rule="003-K2", field="presentation", values=("not sent", *_NO),
           says="They have not seen your presentation: offer it, and ask for theirs."),
    Advice(rule="003-K3", field="hearsay",
           says="You heard: {noted}. Never say from whom; goods made together with others' may cost both less."),
    Advice(rule="003-K5", field="design_department", values=_NO,
           says="Ask for no drawings: collect all wishes for the packing at once, and offer your own designers."),
    Advice(rule="003-K7", field="selling_points",
           says="They sell with {noted}: show what your goods add to it, and where yours differ."),
    Advice(rule="003-K8", field="supplier", values=("stable", "yes", "several"),
           says="They buy elsewhere: ask what a second source would have to do better, and speak ill of nobody."),
    Advice(rule="003-K10", field="brand", values=("own", "own brand", "oem"),
           says="They sell under their own name: speak of making for it."),
    Advice(rule="003-K10", field="brand", values=("ready", "ours", *_NO),
           says="They sell brands of others: speak of yours."),
    Advice(rule="003-K12", field="news", says="Their own news first, and congratulate: {noted}."),
    Advice(rule="003-K12", field="new_market",
           says="They sell to {noted} now: check plugs, voltage and papers for it."),
    Advice(rule="003-N1", field="import_rules",
           says="Their country asks for {noted}: say which of it you have, and nothing else."),
    Advice(rule="003-N5", field="taste", says="Their market likes {noted}: choose what you show by it."),
    Advice(rule="003-N6", field="manners", says="Manners there: {noted}."),
    Advice(rule="003-N7", field="industry",
           says="Their country lives on {noted}: ask whether their own customers do."),
    Advice(rule="003-N8", field="sights", says="Something of their country to speak of: {noted}."),
    Advice(rule="003-N3", field="currency", values=("weak", "falling"),
           says="Their currency is weak: settle the payment before production begins."),
    Advice(rule="003-G1", field="forwarder", values=_NO, says="They have no forwarder here: recommend several."),
    Advice(rule="003-G1", field="forwarder", says="Their forwarder is {noted}: confirm it, do not ask."),
    Advice(rule="003-G2", field="incoterm", says="Delivery terms are {noted}: confirm them, do not ask."),
    Advice(rule="003-G4", field="payment_terms", says="Payment terms are {noted}: confirm them, do not ask."),
    Advice(rule="003-G3", field="quality", values=("strict", "high"),
           says="They are strict: offer a press proof of the box and a signed sample by courier."),
    Advice(rule="002-21", field="our_price", values=("above", "high"),
           says="You are above what they pay: say what the difference buys."),
    Advice(rule="002-21", field="our_price", values=("below", "low"),
           says="You are below what they pay: say which cost is saved, so that nobody doubts the goods."),
    Advice(rule="002-19", field="price_asker", values=("comparing", "compares"),
           says="They compare offers: offer the comparison yourself."),
)  # fmt: skip

_KEPT_BY = {  # feasts of one faith, and how sellers note it
    **dict.fromkeys(("christmas", "easter"), ("christian", "catholic", "protestant", "orthodox")),
    **dict.fromkeys(("eid-al-fitr", "eid-al-adha"), ("muslim", "islam")),
    "diwali": ("hindu", "sikh", "jain"),
    "rosh-hashanah": ("jewish",),
}


def leaning(occasion: Occasion, settings: Settings, signals: Collection[str]) -> tuple[int, str]:
    """Return how much notes and their own words speak for an occasion, and why; (0, "") where nothing does.

    `signals`: what they lately said, as understanding names it. Source: 001-13, 001-14, 003.
    """
    found = [
        (steer.weight, steer.why)
        for steer in STEERING
        if occasion.topic in steer.topics
        and (settings.is_noted(steer.field, steer.values) if steer.field else signals and steer.values[0] in signals)
    ]
    return max(found, default=(0, ""), key=lambda one: one[0])


def advice(settings: Settings) -> tuple[str, ...]:
    """Return what to mind in speaking with them, in the order of the table; of two lines of one field the first."""
    said: dict[str, str] = {}
    for one in ADVICE:
        noted = settings.dossier.get(one.field, "").strip()
        if settings.is_noted(one.field, one.values) or (not one.values and noted and noted.casefold() not in _NO):
            said.setdefault(one.field, one.says.format(noted=noted))
    return tuple(said.values())


def keeps(settings: Settings, feast: str) -> bool:
    """Return whether a feast may be wished: not one of a faith where another is noted, none where none is (003-C9)."""
    return not settings.noted("religion") or feast not in _KEPT_BY or settings.is_noted("religion", _KEPT_BY[feast])
