"""What every mailbox does, whatever holds it.

Real Dovecot, Dovecot with CONDSTORE but no QRESYNC (as Gmail), without any extension, pymap, Maildir and mbox.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.errors import FolderMissing, FolderRenumbered
from assistant.mail.changes import needs_uids
from assistant.mail.mailbox import Batch, FolderState, Held, Mailbox, MailGone
from assistant.model import RawMail, Role, Uid
from tests.mail.worlds import World, mail, make_world, subject_of

KINDS = ("dovecot", "condstore", "stripped", "pymap", "maildir", "mbox")
NOTHING = Held(state=None)


@pytest.fixture(params=KINDS)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    made = make_world(request, tmp_path)
    yield made
    made.end()


@pytest.fixture
def box(world: World) -> Iterator[Mailbox]:
    opened = world.open()
    yield opened
    opened.close()


def read(box: Mailbox, folder: str, held: Held = NOTHING) -> tuple[list[RawMail], Batch]:
    batches = list(box.changes(folder, held))
    assert all(batch.state is None for batch in batches[:-1])
    return [found for batch in batches for found in batch.mails], batches[-1]


def held_after(mails: list[RawMail], last: Batch, *, flags: bool = False) -> Held:
    return Held(
        state=last.state,
        uids=frozenset(found.uid for found in mails) - set(last.gone),
        flags_of={found.uid: found.flags for found in mails} if flags else None,
    )


def subjects(mails: list[RawMail]) -> list[str]:
    return [subject_of(found.raw) for found in mails]


def uid_of(box: Mailbox, folder: str, subject: str) -> Uid:
    return next(found.uid for found in box.headers(folder, 1) if subject_of(found.raw) == subject)


def test_first_reading_brings_every_mail_newest_first_and_says_the_folder_is_complete(
    world: World, box: Mailbox
) -> None:
    for number in range(12):
        world.put("INBOX", mail(f"mail {number}"))

    mails, last = read(box, "INBOX")

    assert subjects(mails) == [f"mail {number}" for number in reversed(range(12))]
    assert [found.raw for found in mails] == [mail(f"mail {number}") for number in reversed(range(12))]
    assert all(found.complete and found.size_bytes == len(found.raw) for found in mails)
    assert last.state is not None
    assert (last.state.exists, last.remaining) == (12, 0)


def test_reading_an_empty_folder_is_one_batch_with_a_state(box: Mailbox) -> None:
    mails, last = read(box, "Clients")

    assert mails == []
    assert last.state is not None
    assert last.state.exists == 0


@pytest.mark.parametrize("after", [1, 2])
def test_interrupted_first_reading_goes_on_where_it_stopped(world: World, box: Mailbox, after: int) -> None:
    for number in range(12):
        world.put("INBOX", mail(f"mail {number}"))
    first: list[RawMail] = []
    for count, batch in enumerate(box.changes("INBOX", NOTHING), 1):
        first += batch.mails
        if count == after:
            break
    world.put("INBOX", mail("came meanwhile"))
    world.expunge("INBOX", "mail 11")

    rest, last = read(world.open(), "INBOX", Held(state=None, uids=frozenset(found.uid for found in first)))

    assert set(subjects(first)) & set(subjects(rest)) == set()
    assert set(subjects(first + rest)) == {f"mail {number}" for number in range(12)} | {"came meanwhile"}
    assert last.gone == (first[0].uid,)


def test_connection_serves_on_after_a_reading_was_left_in_the_middle(world: World, box: Mailbox) -> None:
    for number in range(25):
        world.put("INBOX", mail(f"mail {number}"))
    reading = box.changes("INBOX", NOTHING)
    next(reading)
    reading.close()  # type: ignore[attr-defined]  # a generator

    mails, _ = read(box, "INBOX")

    assert len(mails) == 25


def test_second_reading_without_news_brings_nothing(world: World, box: Mailbox) -> None:
    world.put("INBOX", mail("old"))
    mails, last = read(box, "INBOX")

    again, then = read(box, "INBOX", held_after(mails, last))

    assert again == []
    assert (then.gone, then.flags, then.state) == ((), (), last.state)


def test_second_reading_brings_only_what_is_new(world: World, box: Mailbox) -> None:
    for number in range(7):
        world.put("INBOX", mail(f"old {number}"))
    mails, last = read(box, "INBOX")
    for number in range(6):
        world.put("INBOX", mail(f"new {number}"))

    assert last.state is not None
    now = box.state("INBOX")
    lean = Held(state=last.state) if not needs_uids(last.state, now) else held_after(mails, last)
    news, then = read(box, "INBOX", lean)

    assert subjects(news) == [f"new {number}" for number in reversed(range(6))]
    assert then.gone == ()
    assert then.state == now


def test_mail_that_left_is_reported_gone_beside_new_mail(world: World, box: Mailbox) -> None:
    for number in range(4):
        world.put("INBOX", mail(f"old {number}"))
    mails, last = read(box, "INBOX")
    world.expunge("INBOX", "old 1")
    world.expunge("INBOX", "old 3")
    world.put("INBOX", mail("new"))

    assert needs_uids(last.state, box.state("INBOX"))
    news, then = read(box, "INBOX", held_after(mails, last))

    lost = {found.uid for found in mails if subject_of(found.raw) in {"old 1", "old 3"}}
    assert subjects(news) == ["new"]
    assert set(then.gone) == lost
    assert then.state is not None
    assert then.state.exists == 3


def test_mail_that_came_and_left_between_two_readings_hides_no_loss(world: World, box: Mailbox) -> None:
    world.put("INBOX", mail("old"))
    world.put("INBOX", mail("stays"))
    mails, last = read(box, "INBOX")
    world.expunge("INBOX", "old")
    world.put("INBOX", mail("new"))

    _, then = read(box, "INBOX", held_after(mails, last))

    assert then.gone == (mails[1].uid,)


def test_loss_seen_only_while_reading_without_uids_is_found_at_the_next_pass(world: World, box: Mailbox) -> None:
    world.put("INBOX", mail("old"))
    world.put("INBOX", mail("stays"))
    mails, last = read(box, "INBOX")
    world.expunge("INBOX", "old")

    _, second = read(box, "INBOX", Held(state=last.state))  # the caller thought that only additions had happened
    _, third = read(box, "INBOX", Held(state=second.state, uids=frozenset(found.uid for found in mails)))

    assert mails[1].uid in set(second.gone) | set(third.gone)


def test_changed_flags_of_watched_mails_are_told(world: World, box: Mailbox) -> None:
    world.put("Drafts", mail("one"), ["\\Draft"])
    world.put("Drafts", mail("two"), ["\\Draft"])
    mails, last = read(box, "Drafts", Held(state=None, flags_of={}))
    world.flag("Drafts", "one", "\\Seen")

    _, then = read(box, "Drafts", held_after(mails, last, flags=True))

    assert dict(then.flags) == {mails[1].uid: frozenset({"\\Draft", "\\Seen"})}


def test_renumbered_folder_is_not_compared_but_refused(world: World, box: Mailbox) -> None:
    world.put("Clients", mail("old"))
    mails, last = read(box, "Clients")
    box.close()
    world.renumber("Clients")

    with pytest.raises(FolderRenumbered):
        read(world.open(), "Clients", held_after(mails, last))


def test_vanished_folder_is_missing_and_the_rest_is_still_read(world: World, box: Mailbox) -> None:
    world.put("Clients", mail("old"))
    world.put("INBOX", mail("here"))
    mails, last = read(box, "Clients")
    world.drop("Clients")

    with pytest.raises(FolderMissing):
        read(box, "Clients", held_after(mails, last))
    with pytest.raises(FolderMissing):
        box.state("Clients")

    assert subjects(read(box, "INBOX")[0]) == ["here"]
    assert "Clients" not in {folder.name for folder in box.folders()}


def test_reading_everything_leaves_foreign_mails_as_they_were(world: World, box: Mailbox) -> None:
    world.put("INBOX", mail("unread"))
    world.put("INBOX", mail("read"), ["\\Seen"])
    world.put("INBOX", mail("to be expunged by the user"), ["\\Deleted"])
    before = world.everything("INBOX")

    mails, _ = read(box, "INBOX")
    box.headers("INBOX", 1)
    box.whole("INBOX", mails[0].uid)
    box.uids("INBOX")
    box.append("Drafts", mail("ours"), ["\\Draft", "\\Seen"])
    box.remove("Drafts", uid_of(box, "Drafts", "ours"))

    assert world.everything("INBOX") == before
    by_subject = {subject_of(found.raw): found.flags for found in mails}
    assert by_subject == {
        "unread": frozenset(),
        "read": {"\\Seen"},
        "to be expunged by the user": {"\\Deleted"},
    }


def test_draft_comes_back_byte_for_byte_with_its_flags(world: World, box: Mailbox) -> None:
    draft = mail("Re: offer", "Grüße aus Ningbo\n\nFrom here on: 4 %\n.\n", headers="To: ana@buyer.example\n")

    uid = box.append("Drafts", draft, ["\\Draft", "\\Seen"], datetime(2026, 11, 3, 9, 30, tzinfo=UTC))

    assert uid is None or uid in box.uids("Drafts")
    found = read(box, "Drafts")[0]
    assert box.whole("Drafts", found[0].uid) == draft
    assert found[0].flags == {"\\Draft", "\\Seen"}
    assert list(world.everything("Drafts")) == ["Re: offer"]


def test_storing_in_a_folder_that_is_not_there_says_so(box: Mailbox) -> None:
    with pytest.raises(FolderMissing):
        box.append("Followup/Nowhere", mail("ours"), ["\\Draft"])

    assert box.folders()  # and the connection still works


def test_withdrawn_draft_moves_and_the_users_own_deleted_draft_stays(world: World, box: Mailbox) -> None:
    world.put("Drafts", mail("the user's own"), ["\\Deleted"])
    box.create("Followup/Withdrawn")
    box.create("Followup/Withdrawn")
    box.append("Drafts", mail("ours"), ["\\Draft", "\\Seen"])

    box.move("Drafts", uid_of(box, "Drafts", "ours"), "Followup/Withdrawn")

    left = {subject_of(found.raw): found.flags for found in box.headers("Drafts", 1)}
    assert "\\Deleted" in left.pop("the user's own")
    assert all("\\Deleted" in flags for flags in left.values())  # without UIDPLUS it can only be flagged
    assert (left == {}) is (box.abilities.uidplus or world.kind == "mbox")
    moved = read(box, "Followup/Withdrawn")[0]
    assert [(subject_of(m.raw), m.flags) for m in moved] == [("ours", frozenset({"\\Draft", "\\Seen"}))]
    assert {f.name: f.role for f in box.folders()}["Followup/Withdrawn"] is Role.OURS


def test_moving_what_the_user_took_away_is_told(world: World, box: Mailbox) -> None:
    world.put("Drafts", mail("ours"))
    uid = uid_of(box, "Drafts", "ours")
    box.create("Followup/Withdrawn")
    world.expunge("Drafts", "ours")

    with pytest.raises(MailGone):
        box.move("Drafts", uid, "Followup/Withdrawn")

    assert box.whole("Drafts", uid) is None


def test_headers_of_a_window_come_oldest_first_without_bodies(world: World, box: Mailbox) -> None:
    for number in range(4):
        world.put("Drafts", mail(f"mail {number}", "body"))
    uids = box.uids("Drafts")

    window = box.headers("Drafts", uids[1], uids[2])

    assert [subject_of(found.raw) for found in window] == ["mail 1", "mail 2"]
    assert all(b"body" not in found.raw and not found.complete for found in window)
    assert box.headers("Drafts", uids[-1] + 1) == ()


def test_long_mail_is_cut_at_a_line_and_still_names_its_attachments(world: World, box: Mailbox) -> None:
    part = "--b\nContent-Type: {}\nContent-Disposition: attachment; {}\nContent-Transfer-Encoding: base64\n\n"
    body = "--b\nContent-Type: text/plain\n\nsee the offer\n"
    body += part.format("application/pdf", 'filename="offer.pdf"') + ("QUFB" * 19 + "\n") * 400
    body += part.format("application/zip", 'filename="=?utf-8?b?5oql5Lu3LnppcA==?="') + "QUFB\n--b--"
    world.put("INBOX", mail("long", body, headers='MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n'))
    world.put("INBOX", mail("long text", "a line of text\n" * 2000))

    (text, long), _ = read(box, "INBOX")

    assert not long.complete
    assert len(long.raw) <= 16384 < long.size_bytes
    assert long.raw.endswith(b"\r\n")
    assert long.attachments is not None
    assert [(a.name, a.type) for a in long.attachments] == [
        ("offer.pdf", "application/pdf"),
        ("报价.zip", "application/zip"),
    ]
    assert abs(long.attachments[0].size_bytes - 400 * 57) < 300  # from the encoded size, headers included by pymap
    assert (text.complete, text.attachments) == (False, None)


def test_folders_with_names_of_every_script_are_found_read_and_written(world: World, box: Mailbox) -> None:
    for name in ("草稿箱", "Отправленные", "Kunden Müller & Söhne"):
        world.make(name)
    world.put("Отправленные", mail("sent"))

    names = {folder.name for folder in box.folders()}

    assert {"草稿箱", "Отправленные", "Kunden Müller & Söhne"} <= names
    assert subjects(read(box, "Отправленные")[0]) == ["sent"]
    box.append("草稿箱", mail("draft"), ["\\Draft"])
    assert list(world.everything("草稿箱")) == ["draft"]


def test_numbers_stay_the_same_on_the_next_opening(world: World, box: Mailbox) -> None:
    for number in range(5):
        world.put("INBOX", mail(f"mail {number}"))
    mails, last = read(box, "INBOX")
    box.close()

    again = world.open()

    assert [(found.uid, subject_of(found.raw)) for found in again.headers("INBOX", 1)] == [
        (found.uid, subject_of(found.raw)) for found in reversed(mails)
    ]
    assert again.state("INBOX") == last.state
    again.close()


def test_state_tells_what_a_later_comparison_needs(world: World, box: Mailbox) -> None:
    world.put("INBOX", mail("one"))
    one = box.state("INBOX")
    world.put("INBOX", mail("two"))

    two = box.state("INBOX")

    assert isinstance(two, FolderState)
    assert (one.uidvalidity, one.exists + 1) == (two.uidvalidity, two.exists)
    assert one.uidnext is not None
    assert two.uidnext == one.uidnext + 1
