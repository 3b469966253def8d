"""The touches of one customer out of its messages: whose mail counts, what bounced, what was only a draft.

Public: `gather`. Every rule is one of definitions.md "Who is judged"; its words stand beside the code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from assistant.facts.customers import confirm
from assistant.facts.customers.evidence import Case, Corrections, Seen, Writing, merged
from assistant.facts.customers.failures import Failures, trace
from assistant.facts.customers.reconsidered import reconsidered
from assistant.facts.customers.told_answers import moment, told_answer
from assistant.facts.who import echoes, thread
from assistant.facts.who.companies import company_key, is_list
from assistant.facts.who.parties import is_ours, is_outbound, parties, writer
from assistant.model import HUMAN_KINDS, Direction, ForeignDraft, Kind, Me, Message, MessageId, Role, Touch

# A mail of ours to more companies than that is a mailing: the answer of one is no answer of the others.
_MANY = 3
BY_QUOTATION = "an address that is not theirs; our mail stands quoted below"
_UNSENT = frozenset({Role.DRAFTS, Role.OURS, Role.TRASH})  # a mail of ours that lies only there was perhaps not sent


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What `gather` was asked for."""

    keys: frozenset[str]
    me: Me
    corrections: Corrections
    threads: Mapping[MessageId, str]
    echoed: Mapping[MessageId, MessageId]  # inbound mail -> mail of ours that it answers by what it quotes alone


@dataclass(slots=True)
class _Ids:
    """Message-IDs of our mail to this customer: every one, and those whose answers count whoever writes them."""

    all: set[MessageId] = field(default_factory=set)
    answerable: set[MessageId] = field(default_factory=set)
    to_others: set[MessageId] = field(default_factory=set)  # of our mail to other companies, this one at most in Cc


def gather(
    keys: frozenset[str],
    seen: Sequence[Seen],
    me: Me,
    ours: frozenset[MessageId],
    tokens: frozenset[MessageId],
    corrections: Corrections,
) -> Case:
    """Return the messages that concern the customer of these keys, as touches and what is known beside them."""
    once = merged(seen)
    threads = thread.threads(one.message for one in once)
    asked = _Asked(keys=keys, me=me, corrections=corrections, threads=threads, echoed=_echoed(once, me))
    letters = _letters(once, tokens, me)
    tokens = tokens - _spent(once, me)
    drafts: list[Seen] = []
    mails: list[Seen] = []
    for one in once:
        (drafts if _is_draft(one, me, tokens) else mails).append(one)
    mails = [_without_quote(one, letters) for one in mails if one.facts.kind is not Kind.BOUNCE]
    bounces = [one for one in once if one.facts.kind is Kind.BOUNCE]
    ids = _Ids(all=set(ours), answerable=set(ours))
    sent = _ours_to_it(asked, mails, ids)
    mails = [_heard(one, ids, me) for one in mails]
    writings = _beside_lists(asked, sent + _theirs(asked, mails))
    strangers = _strangers(asked, mails, ids)
    writings += strangers + _ours_to_strangers(asked, mails, ids, strangers)
    writings.sort(key=lambda one: (one.touch.at, one.touch.message_id or ""))
    writings = reconsidered(writings)
    proved = confirm.proved(writings, keys, corrections.split)
    failures = trace(bounces, writings, me)
    return Case(
        writings=tuple(writings),
        touches=_all_touches(asked, writings, _among_us(asked, mails) if writings else [], failures),
        foreign_drafts=_foreign_drafts(asked, drafts, tokens),
        joined=frozenset(company_key(address, corrections.split) for address in proved),
        confirmed=proved,
        to_others=frozenset(ids.to_others),
        failures=MappingProxyType(failures.dead),
    )


def _spent(once: Sequence[Seen], me: Me) -> frozenset[str]:
    """Return the ids that mail other than drafts carries or names.

    A token of the assistant's that went out stands in the References of every later answer: the user's own reply in
    that thread names it too and is yet no draft of the assistant's.
    """
    sent = [
        one.message
        for one in once
        if not one.roles <= _UNSENT or (not is_outbound(one.message, one.facts, me) and one.message.sender.address)
    ]
    return frozenset(name for message in sent for name in (message.message_id, *thread.parents(message)))


def _letters(once: Sequence[Seen], tokens: frozenset[MessageId], me: Me) -> frozenset[MessageId]:
    """Return the ids of mails of ours that were laid out by the assistant: the first that names a token of its."""
    found, left = set(), set(tokens)
    for message in sorted((one.message for one in once if is_outbound(one.message, one.facts, me)), key=_time_and_id):
        named = left.intersection((message.message_id, *thread.parents(message)))
        if named:
            left -= named
            found.add(message.message_id)
    return frozenset(found)


def _time_and_id(message: Message) -> tuple[datetime, MessageId]:
    return message.at, message.message_id


def _without_quote(one: Seen, letters: frozenset[MessageId]) -> Seen:
    """Return a letter of the assistant's that names no price as the follow-up it is: our quote goes along once more.

    Definitions "kind": our follow-up that only mentions the old quote is none. A price that the seller wrote in is.
    """
    facts = one.facts
    if facts.kind is not Kind.QUOTE or facts.amounts or one.message.message_id not in letters:
        return one
    return replace(one, facts=replace(facts, kind=Kind.REPLY))


def _is_draft(one: Seen, me: Me, tokens: frozenset[MessageId]) -> bool:
    """Return whether our mail was never sent: a draft, also one withdrawn or thrown away.

    A mail of ours that lies only in Trash may have been sent and then deleted: unless it is the assistant's own draft
    it counts as sent, which errs towards silence.
    """
    mine = is_outbound(one.message, one.facts, me) or not one.message.sender.address  # clients save drafts without From
    if not mine or not one.roles <= _UNSENT:
        return False
    return bool(one.roles & {Role.DRAFTS, Role.OURS}) or _is_the_assistants(one.message, tokens)


def _is_the_assistants(message: Message, tokens: frozenset[MessageId]) -> bool:
    named = {message.message_id, *thread.parents(message)}
    return "x-followup-draft" in message.headers or not tokens.isdisjoint(named)


def _foreign_drafts(asked: _Asked, drafts: list[Seen], tokens: frozenset[MessageId]) -> tuple[ForeignDraft, ...]:
    found = []
    for one in drafts:
        to = tuple(address.address for address in (*one.message.to, *one.message.cc, *one.message.bcc))
        keys = {company_key(address, asked.corrections.split) for address in to}
        if Role.DRAFTS in one.roles and not keys.isdisjoint(asked.keys) and not _is_the_assistants(one.message, tokens):
            found.append(ForeignDraft(at=one.message.at, to=to))
    return tuple(found)


def _ours_to_it(asked: _Asked, mails: list[Seen], ids: _Ids) -> list[Writing]:
    found = []
    for one in mails:
        if not is_outbound(one.message, one.facts, asked.me) or one.facts.kind is Kind.INTERNAL:
            continue
        standing = parties(one.message, one.facts, asked.me, asked.corrections.split)
        mine = [party for party in standing if party.key in asked.keys]
        addressed = [party in mine for party in standing if party.part == "to"]
        if addressed and not any(addressed):
            ids.to_others.add(one.message.message_id)
        if not mine:
            continue
        ids.all.add(one.message.message_id)
        if len({party.key for party in standing}) <= _MANY and any(party.part != "bcc" for party in mine):
            ids.answerable.add(one.message.message_id)
        found.append(_writing(asked, one, Direction.OUTBOUND, by_customer=False))
    return found


def _heard(one: Seen, ids: _Ids, me: Me) -> Seen:
    """Return a mail with what its words mean where its marks made it mass mail, but it names our mail to this customer.

    Firms answer through groups and services that stamp every mail; and whose id it names only the ledger knows where
    another house makes the ids of our mail.
    """
    marks = one.facts.evidence
    if one.facts.kind is not Kind.BULK or ids.answerable.isdisjoint(thread.parents(one.message)):
        return one
    if not marks or any(not mark.what.startswith("bulk.") for mark in marks):
        return one  # the user marked it
    from assistant.facts.lexicon import builtin
    from assistant.facts.machines.behind import (
        person_behind,  # loads the lexicon, which commands that only show do without
    )

    said = person_behind(one.message, me, builtin(), Direction.INBOUND, marks, is_answer=True)
    return one if said is None else replace(one, facts=said)


def _beside_lists(asked: _Asked, writings: list[Writing]) -> list[Writing]:
    """Return the writings without our mail to a list, where nothing else ever passed between them and us.

    "People met only through a mailing list are known parties"; a buyer who copies a list of his writes to us as well.
    """
    posts = [one for one in writings if one.touch.direction is Direction.OUTBOUND and _goes_to_a_list(asked, one)]
    spoken = [one for one in writings if one.touch.kind not in (Kind.BULK, Kind.AUTO_REPLY)]
    met = asked.corrections.declared or len(spoken) > len(posts)
    return writings if met or not posts else [one for one in writings if one not in posts]


def _goes_to_a_list(asked: _Asked, one: Writing) -> bool:
    lists = [address for address in (*one.touch.to, *one.touch.cc) if is_list(address)]
    return any(company_key(address) not in asked.keys for address in lists)


def _theirs(asked: _Asked, mails: list[Seen]) -> list[Writing]:
    """Return mail from any person and any domain of the customer, in any thread and any folder, Trash included."""
    found = []
    for one in mails:
        if is_outbound(one.message, one.facts, asked.me):
            continue
        standing = parties(one.message, one.facts, asked.me, asked.corrections.split)
        if any(party.part == "from" and party.key in asked.keys for party in standing):
            found.append(_writing(asked, one, Direction.INBOUND, by_customer=True))
    return found


def _strangers(asked: _Asked, mails: list[Seen], ids: _Ids) -> list[Writing]:
    """Return what others wrote in answer to our mail to this customer.

    "A mail whose In-Reply-To or References names our Message-ID stops the chase whoever sent it." A machine's answer
    is kept too: it is not human, but it may say when somebody is back.
    """
    found = []
    for one in mails:
        who = writer(one.message, one.facts, asked.me)
        key = company_key(who.address, asked.corrections.split)
        if (
            is_outbound(one.message, one.facts, asked.me)
            or not key
            or key in asked.keys
            or is_ours(who.address, asked.me)
        ):
            continue
        if one.facts.kind not in HUMAN_KINDS | {Kind.AUTO_REPLY}:
            continue
        if not ids.answerable.isdisjoint(_answered(asked, one.message)):
            found.append(_writing(asked, one, Direction.INBOUND, by_customer=False))
    return found


def _echoed(once: Sequence[Seen], me: Me) -> dict[MessageId, MessageId]:
    """Return which mail of ours those inbound mails answer that name none we know, but quote one."""
    told = [(one, signal) for one in once if (signal := one.facts.signal("quotes_us")) is not None]
    if not told:
        return {}
    ours = {one.message.message_id: one.message for one in once if is_outbound(one.message, one.facts, me)}
    found = {}
    for one, signal in told:
        if one.facts.kind in HUMAN_KINDS and ours.keys().isdisjoint(thread.parents(one.message)):
            answered = echoes.quotes(one.message, moment(signal.value, me), ours.values())
            if answered is not None:
                found[one.message.message_id] = answered
    return found


def _answered(asked: _Asked, message: Message) -> tuple[MessageId, ...]:
    """Return the ids that a mail answers, by its headers or by what it quotes."""
    echo = asked.echoed.get(message.message_id)
    return thread.parents(message) if echo is None else (*thread.parents(message), echo)


def _ours_to_strangers(asked: _Asked, mails: list[Seen], ids: _Ids, strangers: list[Writing]) -> list[Writing]:
    """Return our answers to those: else we would owe this customer an answer for ever."""
    answered = {one.touch.message_id for one in strangers}
    return [
        _writing(asked, one, Direction.OUTBOUND, by_customer=False)
        for one in mails
        if one.message.message_id not in ids.all
        and is_outbound(one.message, one.facts, asked.me)
        and one.facts.kind is not Kind.INTERNAL
        and not answered.isdisjoint(one.message.in_reply_to)
    ]


def _writing(asked: _Asked, one: Seen, direction: Direction, by_customer: bool) -> Writing:
    message = one.message
    who = writer(message, one.facts, asked.me)
    echo = None if by_customer else asked.echoed.get(message.message_id)
    touch = Touch(
        at=message.at,
        direction=direction,
        kind=one.facts.kind,
        message_id=message.message_id,
        thread=asked.threads[echo or message.message_id],
        references=thread.parents(message),
        writer=who.address,
        to=tuple(address.address for address in message.to if address.address),
        cc=tuple(address.address for address in message.cc if address.address),
        subject=message.subject,
        text=message.new_text,
        language=one.facts.language,
        facts=one.facts,
        attachments=message.attachments,
        in_trash=one.roles <= {Role.TRASH},
        note=BY_QUOTATION if echo is not None else "",
        mailbox=one.mailbox,
    )
    return Writing(
        seen=one,
        touch=touch,
        by_customer=by_customer,
        writer=who.address,
        name=who.name,
        answers=_answered(asked, message),
        by_quotation=echo is not None,
    )


def _among_us(asked: _Asked, mails: list[Seen]) -> list[Writing]:
    """Return mail among us with a mail of this customer below it, which a colleague got and handed on."""
    split, ours = asked.corrections.split, [one for one in mails if one.facts.kind is Kind.INTERNAL]
    told = [one for one in ours if asked.keys & {to.key for to in parties(one.message, one.facts, asked.me, split)}]
    return [_writing(asked, one, Direction.OUTBOUND, by_customer=False) for one in told]


def _all_touches(
    asked: _Asked, writings: list[Writing], among_us: list[Writing], failures: Failures
) -> tuple[Touch, ...]:
    found = [
        replace(one.touch, bounced=True) if one.touch.message_id in failures.bounced else one.touch for one in writings
    ]
    real, split = [touch for touch in found if touch.is_human], asked.corrections.split
    told = [
        answer
        for one in (*writings, *among_us)
        if (answer := told_answer(one, real, asked.keys, split, asked.me)) is not None
    ]
    return tuple(sorted([*found, *failures.touches, *told], key=lambda one: (one.at, one.message_id or "", one.by)))
