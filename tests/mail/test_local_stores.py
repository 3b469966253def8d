"""Maildir and mbox in the shapes that people have, and what may never happen to them."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.errors import AppendRefused, MailboxUnreachable, WrongUsage
from assistant.mail.account import Account
from assistant.mail.mailbox import Held, Mailbox
from assistant.mail.open import open_mailbox
from assistant.model import RawMail, Role
from tests.mail.worlds import MaildirWorld, MboxWorld, mail, subject_of


def maildir(path: Path) -> Path:
    for part in ("cur", "new", "tmp"):
        (path / part).mkdir(parents=True)
    return path


def opened(kind: str, path: Path, state: Path) -> Mailbox:
    return open_mailbox(Account(name="lin", kind=kind, path=path, state_dir=state))


def read(box: Mailbox, folder: str) -> list[RawMail]:
    return [found for batch in box.changes(folder, Held(state=None)) for found in batch.mails]


def test_maildir_with_plain_subfolders_is_understood(tmp_path: Path) -> None:
    root = tmp_path / "Mail"
    for name in ("INBOX", "Sent", "Drafts", "Clients/Müller"):
        maildir(root / name)
    (root / "Sent" / "cur" / "1.a.host:2,S").write_bytes(b"Subject: sent\n\nx\n")

    box = opened("maildir", root, tmp_path / "state")
    box.create("Followup/Withdrawn")

    roles = {folder.name: folder.role for folder in box.folders()}
    assert roles["Sent"] is Role.SENT
    assert roles["Clients/Müller"] is Role.OTHER
    assert roles["Followup/Withdrawn"] is Role.OURS
    assert subject_of(read(box, "Sent")[0].raw) == "sent"


def test_root_may_be_the_inbox_beside_plain_subfolders(tmp_path: Path) -> None:
    root = maildir(tmp_path / "Mail")
    maildir(root / "Entwürfe")

    names = {folder.name: folder.role for folder in opened("maildir", root, tmp_path / "state").folders()}

    assert names == {"INBOX": Role.INBOX, "Entwürfe": Role.DRAFTS}


def test_placing_a_draft_in_a_maildir_leaves_every_other_file_alone(tmp_path: Path) -> None:
    world = MaildirWorld(tmp_path)
    world.put("INBOX", mail("unread"))
    world.put("Drafts", mail("the user's"), ["\\Draft"])
    before = {path: path.stat().st_mtime_ns for path in world.root.rglob("*") if path.is_file()}
    box = world.open()

    box.append("Drafts", mail("ours"), ["\\Draft", "\\Seen"])
    read(box, "INBOX")

    after = {path: path.stat().st_mtime_ns for path in world.root.rglob("*") if path.is_file()}
    (new,) = set(after) - set(before)
    assert {path: after[path] for path in before} == before
    assert new.name.endswith(":2,DS")
    assert new.parent.name == "cur"
    assert new.read_bytes() == mail("ours").replace(b"\r\n", b"\n")


def test_mail_keeps_its_number_when_a_client_renames_its_file(tmp_path: Path) -> None:
    world = MaildirWorld(tmp_path)
    world.put("INBOX", mail("one"))
    box = world.open()
    (before,) = read(box, "INBOX")

    world.flag("INBOX", "one", "\\Seen")

    (after,) = read(box, "INBOX")
    assert after.uid == before.uid
    assert after.flags == {"\\Seen"}


def test_arrival_is_the_first_received_header_else_the_files_time(tmp_path: Path) -> None:
    root = maildir(tmp_path / "Mail")
    received = b"Received: from a by b\n\twith ESMTP; Tue, 3 Nov 2026 09:30:00 +0800\n"
    received += b"Received: by c; Mon, 2 Nov 2026 01:00:00 +0000\n"
    (root / "cur" / "1.a.host:2,").write_bytes(received + b"Subject: with\n\nx\n")
    (root / "cur" / "2.b.host:2,").write_bytes(b"Subject: without\n\nx\n")
    (root / "cur" / "3.c.host:2,").write_bytes(b"Received: nonsense\nSubject: broken\n\nx\n")
    for name in ("2.b.host:2,", "3.c.host:2,"):
        os.utime(root / "cur" / name, (1_700_000_000, 1_700_000_000))

    found = {subject_of(m.raw): m.received for m in read(opened("maildir", root, tmp_path / "state"), "INBOX")}

    stamp = datetime.fromtimestamp(1_700_000_000, UTC)
    assert found == {"with": datetime.fromisoformat("2026-11-03T09:30:00+08:00"), "without": stamp, "broken": stamp}


def test_a_files_old_time_is_no_witness_against_the_mails_date(tmp_path: Path) -> None:
    root = maildir(tmp_path / "Mail")
    (root / "cur" / "1.a.host:2,").write_bytes(b"Date: Tue, 3 Nov 2026 09:30:00 +0800\nSubject: sent\n\nx\n")
    os.utime(root / "cur" / "1.a.host:2,", (1_700_000_000, 1_700_000_000))

    (one,) = read(opened("maildir", root, tmp_path / "state"), "INBOX")

    assert one.received == datetime.fromisoformat("2026-11-03T09:30:00+08:00")


def test_single_mbox_file_is_an_inbox_with_our_drafts_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "mail.mbox"
    file.write_bytes(b"From ana Tue Nov  3 09:30:00 2026\nSubject: one\n\n>From here\nx\n\n")
    before = file.read_bytes()
    box = opened("mbox", file, tmp_path / "state")

    box.append("Drafts", mail("ours"), ["\\Draft", "\\Seen"])

    (one,) = read(box, "INBOX")
    assert one.raw == b"Subject: one\r\n\r\nFrom here\r\nx\r\n"
    assert one.received == datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
    assert file.read_bytes() == before
    assert (tmp_path / "Drafts").read_bytes().count(b"\nX-Status: T\n") == 1


def test_users_mbox_files_are_never_written(tmp_path: Path) -> None:
    world = MboxWorld(tmp_path)
    world.put("INBOX", mail("one"))
    before = (world.root / "inbox").read_bytes()
    box = world.open()
    uid = box.uids("INBOX")[0]

    with pytest.raises(AppendRefused):
        box.append("INBOX", mail("ours"), [])
    with pytest.raises(AppendRefused):
        box.move("INBOX", uid, "Drafts")
    assert box.remove("INBOX", uid) is False

    assert (world.root / "inbox").read_bytes() == before


def test_mbox_mail_keeps_its_number_when_a_client_marks_it_read(tmp_path: Path) -> None:
    world = MboxWorld(tmp_path)
    world.put("INBOX", mail("same"))
    world.put("INBOX", mail("same"))
    world.put("INBOX", mail("other"))
    box = world.open()
    before = [found.uid for found in read(box, "INBOX")]

    world.flag("INBOX", "other", "\\Seen")

    after = read(box, "INBOX")
    assert [found.uid for found in after] == before == [3, 2, 1]
    assert after[0].flags == {"\\Seen"}


def test_path_that_is_not_there_and_state_without_a_place_are_said(tmp_path: Path) -> None:
    for kind in ("maildir", "mbox"):
        with pytest.raises(MailboxUnreachable, match="there is no"):
            opened(kind, tmp_path / "nowhere", tmp_path / "state")
        with pytest.raises(WrongUsage):
            open_mailbox(Account(name="lin", kind=kind, path=tmp_path))


def test_first_numbers_follow_the_order_of_delivery(tmp_path: Path) -> None:
    root = maildir(tmp_path / "Mail")
    for name in ("9.M2P1Q1.host", "1700000000.M100000P7Q10.host", "1700000000.M99999P7Q9.host", "odd name"):
        (root / "new" / name).write_bytes(f"Subject: {name}\n\nx\n".encode())

    found = read(opened("maildir", root, tmp_path / "state"), "INBOX")

    order = [subject_of(mail.raw) for mail in reversed(found)]
    assert order == ["9.M2P1Q1.host", "1700000000.M99999P7Q9.host", "1700000000.M100000P7Q10.host", "odd name"]
