"""Whatever the user does between passes, and wherever a pass breaks off, what we hold becomes what is there."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.mail.changes import needs_uids
from assistant.mail.mailbox import FolderState, Held, Mailbox
from tests.mail.worlds import World, mail, make_world, subject_of


@pytest.fixture(params=["dovecot", "condstore", "stripped", "pymap", "maildir", "mbox"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    made = make_world(request, tmp_path)
    yield made
    made.end()


class Memory:
    """What a ledger does with batches: records each as it comes, the state only with the last one."""

    def __init__(self) -> None:
        self.state: FolderState | None = None
        self.mails: dict[int, str] = {}
        self.flags: dict[int, frozenset[str]] = {}

    def read(self, box: Mailbox, folder: str, *, stop_after: int | None, watch: bool) -> None:
        now = box.state(folder)
        lean = not watch and not needs_uids(self.state, now)
        held = Held(
            state=self.state,
            uids=frozenset() if lean else frozenset(self.mails),
            flags_of=dict(self.flags) if watch else None,
        )
        for count, batch in enumerate(box.changes(folder, held), 1):
            for found in batch.mails:
                self.mails[found.uid] = subject_of(found.raw)
                self.flags[found.uid] = found.flags
            for uid, flags in batch.flags:
                if uid in self.flags:
                    self.flags[uid] = flags
            for uid in batch.gone:
                self.mails.pop(uid, None)
                self.flags.pop(uid, None)
            self.state = batch.state or self.state
            if count == stop_after:
                return


@pytest.mark.parametrize("watch", [False, True])
def test_memory_converges_on_the_folder_whatever_happens_in_between(world: World, watch: bool) -> None:
    chance = random.Random(f"{world.kind}-{watch}")
    box = world.open()
    memory = Memory()
    alive: list[str] = []
    serial = 0
    for _ in range(12):
        for _ in range(chance.randint(0, 9)):
            what = chance.choice(["put", "put", "put", "expunge", "flag"])
            if what == "put":
                serial += 1
                alive.append(f"mail {serial}")
                world.put("INBOX", mail(alive[-1]))
            elif alive and what == "expunge":
                world.expunge("INBOX", alive.pop(chance.randrange(len(alive))))
            elif alive:
                world.flag("INBOX", chance.choice(alive), "\\Seen")
        memory.read(box, "INBOX", stop_after=chance.choice([None, None, 1]), watch=watch)
    memory.read(box, "INBOX", stop_after=None, watch=watch)
    memory.read(box, "INBOX", stop_after=None, watch=watch)

    there = {found.uid: found for found in box.headers("INBOX", 1)}
    assert memory.mails == {uid: subject_of(found.raw) for uid, found in there.items()}
    assert sorted(memory.mails.values()) == sorted(alive)
    if watch:
        assert memory.flags == {uid: found.flags for uid, found in there.items()}
    box.close()
