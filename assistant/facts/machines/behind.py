"""The person behind a mail that carries a machine's marks: an address like marketing@, the headers of a list.

Public: `person_behind`, `act_behind`, `answers_us`. Marks say how a mail travelled, not who speaks in it; definitions
"kind": judge the new text, bulk is "a machine to many". Heard in spite of marks, as far as the words bear it out, is:
- who answers us, whatever his firm's group, help desk or sending service stamped on the mail;
- who buys through a mailing list, and who declines or wants out through the group of his own firm;
- an office (billing@, events@) that ends a matter, or writes us a letter; a purchasing system that sends its order;
- a buyer whose firm sends all its mail through a service.
"""

import re

from assistant.facts.acts import act as acts
from assistant.facts.lexicon import Lexicon, fold
from assistant.facts.machines import bulk, campaigns
from assistant.facts.who.echoes import echo_of
from assistant.facts.who.parties import is_group_of_the_sender, is_ours, is_post_to_a_list
from assistant.facts.who.thread import parents
from assistant.model import HUMAN_KINDS, Direction, Evidence, Facts, Kind, Me, Message

_BUYING = frozenset({Kind.INQUIRY, Kind.SAMPLE_REQUEST, Kind.ORDER})
_WISHES = frozenset({Kind.INQUIRY, Kind.SAMPLE_REQUEST})
_ENDING = frozenset({Kind.REFUSAL, Kind.STOP_REQUEST})
_DONE = frozenset({Kind.ORDER, Kind.SAMPLE_REQUEST, Kind.REFUSAL, Kind.STOP_REQUEST})
_TRAVELLED = frozenset({"bulk.sender", "bulk.service", "bulk.host", "bulk.return-path"})  # nothing of what it says
_OF_OFFICES = _TRAVELLED | {"bulk.words", "bulk.subject"}
_OF_GROUPS = _TRAVELLED | {"bulk.list", "bulk.header", "bulk.footer", "bulk.release"}  # every mail gets a footer there
_OF_SYSTEMS = _TRAVELLED | {"bulk.header", "bulk.footer", "bulk.words", "bulk.subject", "bulk.notice"}
_OF_SENDING = _TRAVELLED | {"bulk.header", "bulk.footer"}
_OF_ITSELF = frozenset({"auto.header", "auto.machine"})
_NO_ANSWER = frozenset({"bulk.pitch", "bulk.crowd", "bulk.complaint-report"})
_GREETED = 120  # characters at the beginning in which a letter names us
_NOT_OF_AN_ORDER = re.compile(r"\W?(?:confirmation|acknowledg|number|no\b|ref)")  # "your order confirmation" is awaited
_CONFIRMS = re.compile(r"confirm|quot|offer|invoice|rechnung|facture|factura|fattura|bestatigung", re.I)


def person_behind(
    message: Message,
    me: Me,
    lexicon: Lexicon,
    direction: Direction | None,
    marks: tuple[Evidence, ...],
    *,
    is_answer: bool = False,
) -> Facts | None:
    """Return what somebody says in a mail that its `marks` show as mass mail; None where nobody speaks in it.

    `is_answer`: it is known to name a mail of ours, which its headers alone do not show where others made our ids.
    """
    what = frozenset(one.what for one in marks)
    answers = (is_answer or answers_us(message, me)) and what.isdisjoint(_NO_ANSWER)
    answers = answers and not is_post_to_a_list(message, me)
    through_list = bulk.is_list_only(marks)
    group = what <= _OF_GROUPS and is_group_of_the_sender(message, me)
    office, system = what <= _OF_OFFICES, what <= _OF_SYSTEMS and _is_their_order(message, lexicon)
    stamped = what <= _OF_SENDING and not _is_sent_by_itself(message)
    if not (answers or through_list or group or office or system or stamped):
        return None
    said = acts.judge(message, me, lexicon, direction)
    heard = (
        (answers and (_is_more_than_a_notice(said) or not _is_sent_by_itself(message)))
        or (through_list and said.kind in _BUYING)
        or (group and said.kind in _BUYING | _ENDING)
        or (office and _is_of_an_office(message, me, lexicon, said, what))
        or (system and said.kind is Kind.ORDER)
        or (stamped and _is_of_a_buyer(message, me, said))
    )
    return said if heard else None


def act_behind(
    message: Message, me: Me, lexicon: Lexicon, direction: Direction | None, marks: tuple[Evidence, ...]
) -> Facts | None:
    """Return what somebody does in a mail taken for an automatic answer; None for such an answer.

    A purchasing system sends its order with papers and "made by a machine"; and people answer us above a footer of
    their portal that says so: they order, decline or want something, which absences and tickets never do.
    """
    what = {one.what for one in marks}
    if parents(message):
        if what != {"auto.machine"} or _is_sent_by_itself(message) or not answers_us(message, me):
            return None
        said = acts.judge(message, me, lexicon, direction)
        return said if said.kind in _DONE else None
    if not message.attachments or not what <= _OF_ITSELF:
        return None
    said = acts.judge(message, me, lexicon, direction)
    return said if said.kind is Kind.ORDER and _is_their_order(message, lexicon) else None


def answers_us(message: Message, me: Me) -> bool:
    """Return whether a mail answers one of ours: it names an id of our domains, or quotes us below its own words."""
    return any(is_ours(one, me) for one in parents(message)) or echo_of(message, me) is not None


def _is_sent_by_itself(message: Message) -> bool:
    """Return whether a system sends it from an address that nobody reads, or says that it made the mail."""
    made = message.headers.get("auto-submitted", "no").lower() != "no"
    return made or bulk.is_nobodys(message.sender.address)


def _is_more_than_a_notice(said: Facts) -> bool:
    """Return whether the words show an act or a question; a system's "your request was updated" shows neither."""
    return said.kind in HUMAN_KINDS and not any(one.what == "reply.no_other_act" for one in said.evidence)


def _is_of_an_office(message: Message, me: Me, lexicon: Lexicon, said: Facts, what: frozenset[str]) -> bool:
    """Return whether somebody writes to us from an address such as billing@ or events@.

    Who ends a matter is heard as he is; who wants something signs a letter or greets us; all else greets us by name.
    """
    if _is_sent_by_itself(message) or _is_of_a_shop(message, lexicon):
        return False
    if said.kind in _ENDING:
        whole = fold(f"{message.subject}\n{message.new_text}")
        return len({hit.words for hit in lexicon.hits("bulk-words", whole, folded=True)}) <= 1
    if not what <= _TRAVELLED:
        return False
    greeted = _greets_us(message, me)
    if said.kind in _WISHES:
        return greeted or bool(message.signature) or campaigns.closes_a_letter(message.new_text)
    if said.kind is Kind.ORDER:
        return greeted or _is_their_order(message, lexicon)
    return greeted and said.kind in HUMAN_KINDS


def _is_of_a_buyer(message: Message, me: Me, said: Facts) -> bool:
    """Return whether a letter with the headers of a sending service is a buyer's: it greets us by name, and ends a
    matter or asks the price of so many pieces. Cold mail with such headers greets by name too, and asks what we need.
    """
    priced = bool(said.quantities) and any(one.what in ("price-ask", "order") for one in said.evidence)
    return (said.kind in _ENDING or (said.kind in _BUYING and priced)) and _greets_us(message, me)


def _is_their_order(message: Message, lexicon: Lexicon) -> bool:
    """Return whether an order is of the writer's house to us: its papers come along, and nobody thanks us for ours."""
    files = [one.name for one in message.attachments if one.name and not _CONFIRMS.search(fold(one.name))]
    named = lexicon.first("purchase-order", f"{message.subject}\n{message.new_text}") is not None
    return (bool(files) or named) and not _is_of_a_shop(message, lexicon)


def _is_of_a_shop(message: Message, lexicon: Lexicon) -> bool:
    """Return whether a seller or service speaks of what we bought there: "your order 4711 is on its way"."""
    text = fold(f"{message.subject}\n{message.new_text}")
    hits = lexicon.hits("our-purchase", text, folded=True)
    return any(not _NOT_OF_AN_ORDER.match(text, hit.end) for hit in hits)


def _greets_us(message: Message, me: Me) -> bool:
    """Return whether a letter begins with a name of ours: "Dear Helen", "Sehr geehrter Herr Zhao"."""
    beginning = fold(message.new_text.lstrip()[:_GREETED])
    names = [one for one in fold(me.name).split() if len(one) > 1 or not one.isascii()]
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", beginning) for one in names)
