"""A material may send the seller's own files along: exactly those named, as they are, within a size."""

import os
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from assistant.drafts.enclosures import Enclosure, enclosed, together
from assistant.drafts.own_files import FileNotAttached, fault, read, type_of, with_files_there
from assistant.plan import materials as material_files
from assistant.plan.materials import Materials, Unready

LIMIT = 1_000
TEXT = b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello\r\n"


def file(folder: Path, name: str, size: int = 10) -> str:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(b"x" * size)
    return str(folder / name)


def materials_in(folder: Path, attach: str) -> Materials:
    text = f"- {{id: ce, topic: company-news, facts: {{what: a, means: b}}, attach: {attach}}}\n"
    found, problems = material_files.load(text, str(folder / "materials.yaml"))
    assert problems == ()
    return found


def test_paths_count_from_the_folder_of_the_file(tmp_path: Path) -> None:
    file(tmp_path, "certificates/CE 证书.pdf")
    material = materials_in(tmp_path, "certificates/CE 证书.pdf")[0]

    found = read(material.attach, LIMIT)

    assert [(one.name, one.type, one.content) for one in found] == [("CE 证书.pdf", "application/pdf", b"x" * 10)]


def test_a_material_with_its_files_there_is_as_it_was(tmp_path: Path) -> None:
    file(tmp_path, "ce.pdf")
    given = materials_in(tmp_path, "ce.pdf")

    assert with_files_there(given, LIMIT) == given


def test_a_missing_file_says_its_path_and_the_material_is_not_told(tmp_path: Path) -> None:
    found = with_files_there(materials_in(tmp_path, "[gone.pdf]"), LIMIT)[0]

    assert isinstance(found, Unready)
    assert found.why == f"{tmp_path / 'gone.pdf'} cannot be attached: it is not there"
    assert (found.id, found.topic, found.facts["means"]) == ("ce", "company-news", "b")


def test_files_count_together(tmp_path: Path) -> None:
    paths = [file(tmp_path, "a.jpg", 600), file(tmp_path, "b.jpg", 401)]

    assert fault(paths[:1], LIMIT) is None
    assert fault(paths, LIMIT) == f"{paths[1]} cannot be attached: 0.001 MB together, attach_at_most is 0.001 MB"
    with pytest.raises(FileNotAttached, match="together"):
        read(paths, LIMIT)
    assert len(read(paths, 1_001)) == 2


def test_a_file_named_twice_goes_once(tmp_path: Path) -> None:
    path = file(tmp_path, "a.jpg")

    assert len(read([path, path], LIMIT)) == 1


def test_a_symbolic_link_is_the_users_word_for_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "latest.pdf").symlink_to(file(tmp_path, "2026/list.pdf"))

    assert read([str(tmp_path / "latest.pdf")], LIMIT)[0].name == "latest.pdf"


@pytest.mark.parametrize("kind", ["folder", "pipe", "empty"])
def test_what_is_no_file_holds_nothing_up(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "thing"
    {"folder": path.mkdir, "pipe": lambda: os.mkfifo(path), "empty": path.touch}[kind]()

    assert fault([str(path)], LIMIT) is not None
    with pytest.raises(FileNotAttached):
        read([str(path)], LIMIT)


def test_the_type_is_told_by_the_ending() -> None:
    endings = ["a.PDF", "a.jpg", "a.xlsx", "a.docx", "a.dwg", "a.tar.gz", "a.zip", "a.unheard", "a"]

    assert [type_of(name).rpartition("/")[2].rpartition(".")[2] for name in endings] == [
        "pdf", "jpeg", "sheet", "document", "dwg", "gzip", "zip", "octet-stream", "octet-stream",
    ]  # fmt: skip


def test_names_arrive_as_they_are_and_no_line_grows_too_long() -> None:
    names = ['price "new" list.pdf', "价目表 " * 60 + ".pdf", "Preisliste Müller.pdf", "plain.pdf"]
    raw = b"Subject: x\r\n" + enclosed(
        TEXT, [Enclosure(name=n, type="application/pdf", content=b"x") for n in names], "b"
    )

    read_back = [part.get_filename() for part in message_from_bytes(raw, policy=default).iter_attachments()]

    assert read_back[0] == names[0]
    assert read_back[2:] == names[2:]
    assert str(read_back[1]).endswith(".pdf")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


def test_the_quote_stays_behind_where_both_would_be_too_much() -> None:
    own = Enclosure(name="ce.pdf", type="application/pdf", content=b"x" * 5_000_000)
    quote = Enclosure(name="quote.pdf", type="application/pdf", content=b"y" * 4_000_000)

    assert together((own,), (quote,)) == (own,)
    assert together((own,), (own,)) == (own,)
