"""What the files of a phrasebook look like: rows as the user writes them, and the slots there are."""

from typing import Annotated, Literal

import pydantic
from pydantic import ConfigDict, Field

# Slots of each topic: the facts of contract.md (materials.yaml), those the plan takes from the quote, and what
# `slots.derived` makes of them. Further facts of a material reach the templates too, under their own names.
SLOTS: dict[str, tuple[str, ...]] = {
    "correction": (
        "what", "correct", "quote_date", "quote_subject", "product", "incoterm", "amount", "currency", "missing",
        "offer", "basis", "every", "last_order",
    ),
    "price-update": ("product", "change", "reason", "conditions", "by"),
    "product-update": (
        "product", "specification", "picture", "picture_link", "selling_point", "price", "status", "schedule",
    ),
    "company-news": ("what", "means"),
    "exhibition": ("name", "place", "dates", "booth", "stand"),
    "visit": ("who", "when", "where"),
    "answer": ("inquiry_date", "inquiry_day", "about", "missing"),
    "holiday": ("greeting", "holiday", "wish"),
}  # fmt: skip
WROTE = ("day", "time", "who")
STANDARD = ("quote_day", "their_day", "past_holiday", "me_company", "me_name", "wrote_before")
NAMES = ("title", "name", "family", "given", "full", "team")
LETTER = ("salutation", "opening", "body", "closing")

Text = Annotated[str, Field(min_length=1)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Za-z]{2,4})?$")]
Register = Literal["formal", "neutral", "informal", "plain"]
YesNo = Literal["yes", "no"]


class _Strict(pydantic.BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Row(_Strict):
    """A phrase."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9._-]{0,60}$")]
    language: Language = "en"
    register_: Register = Field(default="neutral", alias="register")
    relation: Literal["any", "new", "familiar"] = "any"
    occasion: str = ""
    point: str = ""
    needs: list[str] = []
    may: list[str] = []
    text: Text
    ask: str | None = None


class TopicRow(Row):
    """A phrase that carries a topic.

    `way: "no"`: it begins by itself, without a way into the subject. `offers`: it offers to send such a file.
    """

    way: YesNo = "yes"
    offers: Literal["", "company", "picture"] = ""


class TitleRow(_Strict):
    """What people sign, in any language, and the key under which salutations know it: mr, ms, dr, dr.ms, prof."""

    key: Annotated[str, Field(pattern=r"^[a-z]+(\.(mr|ms))?$")]
    signed: list[Text]


class WordsRow(_Strict):
    """Small words of a language."""

    language: Language = "en"
    comma: str = ", "
    last: str
    last_of_more: str = ""  # "": as `last`
    terms: dict[str, Text] = {}
    hello: list[Text] = []  # before a name, as mails begin
    nobody: list[Text] = []  # behind them and no name
    intimate: list[Text] = []
    lower_first: list[Text] = []
    wrote: Text


class NamedRow(_Strict):
    """By which words of its name a sort of file is told."""

    sort: Annotated[str, Field(pattern=r"^[a-z-]+$")]
    words: list[Text]


class SampleRow(_Strict):
    """A fact of the sample occasions as a seller would write it in this language."""

    language: Language = "en"
    english: Text
    text: Text


class GreetingRow(_Strict):
    greeting: Text
    language: Language = "en"
    holiday: Text
    wish: Text


class HolidayRow(_Strict):
    greeting: Text
    names: list[str]


class CountryRow(_Strict):
    codes: list[Annotated[str, Field(pattern=r"^[A-Za-z]{2}$")]]
    register_: Register = Field(default="neutral", alias="register")
    title_with: Literal["family", "given", "full"] = "family"
    mononyms: YesNo = "no"


class TabooRow(_Strict):
    rule: Text
    name: Text
    says: Text
    language: Language = "en"
    words: list[Text]
    unless: list[Text] = []
