"""What a letter says of the files that go along with it: one sentence that names each by its sort.

The sort is told by the file's own name, else by its folder's ("certificates/BL-2031.pdf"), so that the letter calls a
file what the seller calls it; nothing is opened. Public: `named_files`, `picture_shown`, `not_shown`, `says_attached`,
`sort_of`.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.model import Enclosed
from assistant.phrases.nouns import Book
from assistant.phrases.slots import listed
from assistant.phrases.text import is_wide

PICTURE, QUOTATION, AGAIN, DOCUMENT = "picture", "quotation", "again", "document"
_PAPERS = ("certificate", "report")  # what is scanned as a picture and still is what its name says
_LETTERS = re.compile(r"[^\W\d_]+")
# How sellers say in their own words that something is attached; then the letter does not say it a second time.
_ATTACHED = re.compile(
    r"\battach|\benclos|\banbei|beigefügt|beiliegend|\banhang|\banlage|joint|\ballegat|\badjunt|\banex|附件|附上|随信"
    r"|添付|첨부|مرفق|вложен|приложен|прилага|załącz|\bekte\b|\bekli\b|đính kèm|gửi kèm|lampir",
    re.IGNORECASE,
)


def named_files(files: Sequence[Enclosed], known: Mapping[str, str], book: Book, language: str) -> str:
    """Return the files as a list in a sentence: "the certificate and some pictures"; "" without words for it.

    `known`: slots; quote_day names the quote that is attached once more.
    """
    words, nouns = book.words.get(language), {noun.id: noun for noun in book.of("file", language)}
    if words is None or DOCUMENT not in nouns:
        return ""
    found = []
    sorts = Counter(sort_of(file, book) for file in files)
    # What was sent before comes last: "the file of 3 November and our price list" would send both before.
    for sort, count in sorted(sorts.items(), key=lambda item: item[0] in (QUOTATION, AGAIN)):
        many = nouns.get(f"{sort}.many") if count > 1 else None
        noun = many or nouns.get(sort) or nouns[DOCUMENT]
        if not set(known).issuperset(noun.needs):
            noun = nouns[DOCUMENT]
        found.append(noun.text.render(known))
    return listed(list(dict.fromkeys(found)), words) if found else ""


def sort_of(file: Enclosed, book: Book) -> str:
    """Return what a file is called in a letter: certificate, price-list, picture, ...; else "document".

    The seller's own file is never called our quotation: only the quote that was sent is.
    """
    stem = file.name.rpartition(".")[0] or file.name
    sort = next((found for name in (stem, file.folder) if (found := _sort_by(name, book))), "")
    if file.type.startswith("image/"):
        return sort if sort in _PAPERS else PICTURE
    if file.again:
        return sort or AGAIN
    return sort if sort not in ("", QUOTATION) else DOCUMENT


def picture_shown(files: Sequence[Enclosed], known: Mapping[str, str], book: Book, language: str) -> dict[str, str]:
    """Return the slot by which phrases about a picture show the one that goes along, and offer none; {} without one."""
    here = book.of("here", language)
    if not here or "picture_link" in known or len(not_shown(files, book)) == len(files):
        return {}
    return {"picture_link": here[0].text.render({})}


def not_shown(files: Sequence[Enclosed], book: Book) -> list[Enclosed]:
    """Return the files without the pictures."""
    return [file for file in files if sort_of(file, book) != PICTURE]


def says_attached(text: str) -> bool:
    """Return whether words of the seller's already say that something is attached."""
    return _ATTACHED.search(text) is not None


def _sort_by(name: str, book: Book) -> str:
    plain = f" {' '.join(_LETTERS.findall(name.casefold()))} "
    for sort, words in book.named.items():
        for word in words:
            if (word in plain) if is_wide(word) else (f" {word} " in plain):
                return sort
    return ""
