"""Any order of passes, faults, kills, answers and the user's hands: the promises about drafts hold (reliability.md 8).

A model in memory: `MemoryServer`, three clients, a desk whose process may die at any journal write. After every pass
that ran to its end: at most one live draft per intent, none untouched after an answer, none that the user took away
comes back, and no mail of the user was altered. TORTURE=n runs n hundred examples.
"""

import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from assistant.drafts.track import sightings_of, track
from assistant.errors import AssistantError
from assistant.facts.parsing.read import read
from assistant.model import OPEN_STATES, CustomerNumber, Draft, JournalEntry, RawMail
from tests.drafts.clients import Client, Neomutt, Roundcube, Thunderbird
from tests.drafts.desk_setting import DRAFTS, MINUTE, NOON, SENT, desk, draft
from tests.fakes.journal import FileJournal
from tests.fakes.memory_mailbox import EVERYTHING, ROLES, MemoryMailbox, MemoryServer

OWN = frozenset({"lin@brightline.example", "user1@seller.example"})
CUSTOMERS = (1, 2)
BETWEEN = timedelta(hours=3)  # drafts to one customer; in life `min_gap`
HELD_BACK = timedelta(minutes=30)  # longer no server holds a command of a dead connection
TORTURE = int(os.environ.get("TORTURE", "1") or "1")
customers = st.sampled_from(CUSTOMERS)
changes: st.SearchStrategy[Callable[[str], str]] = st.sampled_from(
    [str, lambda body: body.replace("aluminium", "copper"), lambda body: "Hello Hans,\r\n\r\nare you there?\r\n"]
)


class Killed(BaseException):
    """The process died."""


class DyingJournal(FileJournal):
    """Dies before or after the n-th write."""

    fatal = 0

    def update(self, entry: JournalEntry) -> None:
        self._step()
        super().update(entry)
        self._step()

    def _step(self) -> None:
        self.fatal -= 1
        if self.fatal == 0:
            raise Killed


class Drafting(RuleBasedStateMachine):
    """The mailbox, the user, the customers, and the desk."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.server = MemoryServer(EVERYTHING)
        self.journal = DyingJournal(Path(self.folder.name) / "journal")
        self.now = self.server.clock = NOON
        self.answered: dict[int, datetime] = {}
        self.written: dict[int, datetime] = {}
        self.drafts: dict[int, Draft] = {}  # by number
        self.taken: set[int] = set()  # drafts the user sent or deleted
        self.open: Neomutt | None = None
        self.clean = False  # the last thing that happened was a pass that ran to its end
        self.late_since: datetime | None = None
        self.mine: dict[tuple[str, int], RawMail] = {}
        self.saved: dict[int, bytes] = {}  # drafts as the user last saved them; his from then on
        self.opened = 0  # number of the draft open in neomutt
        self.serial = 0

    def teardown(self) -> None:
        self.folder.cleanup()

    # --- the assistant ---------------------------------------------------------------------------------------------
    @rule(
        minutes=st.sampled_from([1, 7, 40, 70, 200]),
        fault=st.sampled_from(["", "", "", "lost", "reply_lost", "late", "before", "refused", "full"]),
        fatal=st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]),
        meddles=st.booleans(),
    )
    def a_pass(self, minutes: int, fault: str, fatal: int, meddles: bool) -> None:
        self._later(minutes)
        self.journal.fatal = fatal
        try:
            self._work(MemoryMailbox(self.server, fault), meddles)
        except (Killed, AssistantError):
            return
        finally:
            self.journal.fatal = 0
            if self.server.late and self.late_since is None:
                self.late_since = self.now
        self.clean = True

    def _work(self, box: MemoryMailbox, meddles: bool) -> None:
        located = [
            (read(mail.raw, received=mail.received), name, role, mail.uid, mail.flags)
            for name, role in ROLES.items()
            for mail in self.server.folders[name].mails.values()
        ]
        seen = sightings_of(located, OWN)
        for entry in self.journal.entries():
            sent = [one.at for one in seen if one.folder == SENT and entry.to[0] in one.to]
            after = track(entry, seen, self.answered.get(entry.customer), max(sent, default=None), self.now)
            if after != entry:
                self.journal.update(after)
        if meddles:
            self._meddle()
        one = desk(box, self.journal)
        one.reconcile(self.now)
        for customer in CUSTOMERS:
            due = self._due(customer)
            if due is not None:
                one.place(due, self.now)

    def _meddle(self) -> None:
        """The user saves a draft after we have read the mailbox and before we act."""
        for number in self.drafts:
            for mail in self._live(number)[:1]:
                self.serial += 100
                hand = Thunderbird(self.server, self.now, self.serial)
                hand.open(mail.uid)
                self.saved[number] = self.server.folders[DRAFTS].mails[hand.save()].raw

    def _due(self, customer: int) -> Draft | None:
        entries = [one for one in self.journal.entries() if one.customer == customer]
        last = max(self.answered.get(customer, NOON - BETWEEN), self.written.get(customer, NOON - BETWEEN))
        if any(one.state in OPEN_STATES for one in entries) or self.now - last < BETWEEN:
            return None
        number = customer * 100 + len(entries)
        self.written[customer] = self.now
        one = replace(
            draft(number, to=f"buyer{customer}@kunde.example", at=self.now), customer=CustomerNumber(customer)
        )
        self.drafts[number] = one
        return one

    # --- the world -------------------------------------------------------------------------------------------------
    @rule(customer=customers)
    def customer_answers(self, customer: int) -> None:
        self._later(1)
        self.answered[customer] = self.now
        self.server.put("INBOX", f"From: buyer{customer}@kunde.example\r\nSubject: Re: LED\r\n\r\nyes\r\n".encode())

    @precondition(lambda self: self.server.late)
    @rule(stored=st.booleans())
    def server_comes_back_to_the_command_it_held(self, stored: bool) -> None:
        self._release(stored)

    @rule()
    def folder_is_renumbered(self) -> None:
        self._later(1)
        self.server.renumber(DRAFTS)
        self._remember_mine()

    # --- the user's hands ------------------------------------------------------------------------------------------
    @rule(data=st.data(), client=st.sampled_from([Thunderbird, Roundcube, Neomutt]), change=changes)
    def user_saves(self, data: st.DataObject, client: type[Client], change: Callable[[str], str]) -> None:
        found = self._pick(data)
        if found is not None:
            hand = self._hand(client)
            hand.open(found[1].uid)
            uid = hand.save(change)
            self.saved[found[0]] = self.server.folders[DRAFTS].mails[uid].raw

    @rule(data=st.data(), client=st.sampled_from([Thunderbird, Roundcube, Neomutt]), change=changes)
    def user_sends(self, data: st.DataObject, client: type[Client], change: Callable[[str], str]) -> None:
        found = self._pick(data)
        if found is not None:
            hand = self._hand(client)
            hand.open(found[1].uid)
            hand.send(change)
            self._took(found[0])

    @rule(data=st.data(), to_trash=st.booleans())
    def user_deletes(self, data: st.DataObject, to_trash: bool) -> None:
        found = self._pick(data)
        if found is not None:
            self._later(1)
            self.server.take(DRAFTS, found[1].uid)
            if to_trash:
                self.server.put("Trash", found[1].raw, tuple(found[1].flags), self.now)
            self._took(found[0])

    @precondition(lambda self: self.open is None)
    @rule(data=st.data())
    def user_opens_in_neomutt(self, data: st.DataObject) -> None:
        found = self._pick(data)
        if found is not None:
            self.open = Neomutt(self.server, self._later(1))
            self.open.open(found[1].uid)
            self.opened = found[0]
            self.saved.pop(found[0], None)

    @precondition(lambda self: self.open is not None)
    @rule(change=changes, sends=st.booleans())
    def user_closes_neomutt(self, change: Callable[[str], str], sends: bool) -> None:
        assert self.open is not None
        self.open.now = self._later(1)
        if sends:
            self.open.send(change)
        else:
            uid = self.open.save(change)
            self.saved[self.opened] = self.server.folders[DRAFTS].mails[uid].raw
        self.open = None

    @rule()
    def user_writes_something_else(self) -> None:
        self._later(1)
        self.serial += 1
        self.server.put(DRAFTS, f"Subject: mine {self.serial}\r\n\r\nmine\r\n".encode(), ("\\Draft",), self.now)
        self._remember_mine()

    # --- the promises ----------------------------------------------------------------------------------------------
    @invariant()
    def mails_of_the_user_are_never_altered(self) -> None:
        for (folder, uid), mail in self.mine.items():
            assert self.server.folders[folder].mails[uid] == mail

    @invariant()
    def what_the_user_saved_stays_as_he_saved_it(self) -> None:
        for raw in self.saved.values():
            assert [mail for mail in self.server.live(DRAFTS) if mail.raw == raw]

    @precondition(lambda self: self.clean)
    @invariant()
    def at_most_one_live_draft_per_intent(self) -> None:
        for number in self.drafts:
            assert len(self._live(number)) <= 1

    @precondition(lambda self: self.clean)
    @invariant()
    def no_untouched_draft_after_an_answer(self) -> None:
        for number, one in self.drafts.items():
            entry = self.journal.entry(one.draft)
            answered = self.answered.get(one.customer)
            if entry is not None and entry.placed_at is not None and answered is not None:
                untouched = [mail for mail in self._live(number) if mail.raw == one.raw]
                assert not (untouched and answered > entry.placed_at)

    @invariant()
    def what_the_user_took_away_does_not_come_back(self) -> None:
        for number in self.taken:
            assert self._live(number) == []

    # --- details ---------------------------------------------------------------------------------------------------
    def _later(self, minutes: int) -> datetime:
        self.clean = False
        self.now += minutes * MINUTE
        self.server.clock = self.now
        if self.late_since is not None and self.now - self.late_since >= HELD_BACK:
            self._release(stored=False)
        return self.now

    def _release(self, stored: bool) -> None:
        self.clean = False
        if stored:
            self.server.commit_late()
        self.server.late.clear()
        self.late_since = None

    def _took(self, number: int) -> None:
        self.taken.add(number)
        self.saved.pop(number, None)

    def _hand(self, client: type[Client]) -> Client:
        self.serial += 100
        return client(self.server, self._later(1), self.serial)

    def _live(self, number: int) -> list[RawMail]:
        token = self.drafts[number].token.encode()
        return [mail for mail in self.server.live(DRAFTS) if token in mail.raw]

    def _pick(self, data: st.DataObject) -> tuple[int, RawMail] | None:
        there = [(number, mail) for number in self.drafts for mail in self._live(number)]
        return data.draw(st.sampled_from(there)) if there else None

    def _remember_mine(self) -> None:
        mails = self.server.folders[DRAFTS].mails
        self.mine = {(DRAFTS, uid): mail for uid, mail in mails.items() if b"Subject: mine" in mail.raw}


TestDrafting = Drafting.TestCase
TestDrafting.settings = settings(
    max_examples=max(300, 100 * TORTURE), stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
