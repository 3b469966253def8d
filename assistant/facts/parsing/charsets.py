"""Bytes to text, whatever the label says. Never raises.

Public: `decode(raw, label)` and `repair(text)`. Source: understanding.md section 6 (charset aliases), reliability 59.
"""

import codecs
import re
from functools import lru_cache

_ALIASES = {
    # Windows and QQ write gb2312 and mean its superset; Python's strict codec fails on the first newer character.
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "eucgb2312_cn": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "x-big5": "big5hkscs",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "iso-8859-1": "cp1252",  # WHATWG: what is labelled latin-1 is windows-1252
    "latin1": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-9": "cp1254",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "unicode-1-1-utf-7": "utf-7",
    "utf8": "utf-8",
    "utf-8mb4": "utf-8",
    "cp-850": "cp850",
    "windows-31j": "cp932",
    "cp50220": "iso2022_jp_ext",
}
_UNDECLARED = frozenset({"", "us-ascii", "ascii", "x-unknown", "unknown-8bit", "unknown", "default", "binary", "8bit"})
_TELLING = 6  # bytes beyond ASCII below which nothing can be guessed from them
_SAMPLE_BYTES = 8192  # enough for detection; keeps chardet bounded


def decode(raw: bytes, label: str | None) -> tuple[str, bool]:
    """Return the text and whether the label was right; wrong or missing labels are guessed from the bytes.

    Undecodable bytes become U+FFFD; NUL and lone surrogates never come back.
    """
    name = (label or "").strip().strip("\"'").lower()
    if raw.isascii() and b"\x1b" not in raw and b"+" not in raw:
        return raw.decode("ascii").replace("\0", ""), True
    codec = None if name in _UNDECLARED else _codec(name)
    if codec is not None:
        try:
            return raw.decode(codec).replace("\0", ""), True
        except (UnicodeError, ValueError):
            pass
    return _guess(raw, codec), False


def repair(text: str) -> str:
    """Return text whose raw 8-bit bytes came as surrogate escapes, decoded; other lone surrogates become U+FFFD."""
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
        return text
    except UnicodeEncodeError:
        raw = text.encode("utf-8", "surrogateescape") if _only_escapes(text) else text.encode("utf-8", "replace")
        return decode(raw, None)[0]


def _only_escapes(text: str) -> bool:
    return not re.search("[\ud800-\udc7f\udd00-\udfff]", text)


@lru_cache(maxsize=256)
def _codec(name: str) -> str | None:
    wanted = _ALIASES.get(name, name)
    try:
        info = codecs.lookup(wanted)
    except (LookupError, ValueError, UnicodeError):
        return None
    # rot13, base64, undefined, idna and the like are codecs, but no charsets (reliability 59)
    if not getattr(info, "_is_text_encoding", True) or info.name in {"undefined", "idna", "punycode", "unicode_escape"}:
        return None
    return info.name


def _guess(raw: bytes, declared: str | None) -> str:
    """Return a best decoding: UTF-8 if it is, else what chardet believes, else the declared codec with U+FFFD."""
    try:
        return raw.decode("utf-8").replace("\0", "")
    except UnicodeDecodeError as error:
        # A multi-byte character cut at the end of a 16 KB read is still UTF-8.
        if error.start >= len(raw) - 4 and error.start > 0:
            return raw.decode("utf-8", "replace").replace("\0", "")
    if declared is not None:
        text = raw.decode(declared, "replace")
        if text.count("\ufffd") * 50 <= len(text):
            return text.replace("\0", "")
    return _detected(raw).replace("\0", "")


@lru_cache(maxsize=256)  # the same words stand in many headers
def _detected(raw: bytes) -> str:
    sample = raw[:_SAMPLE_BYTES]
    high = sum(byte >= 0x80 for byte in sample)
    if high >= 4 and _looks_chinese(sample):
        return raw.decode("gb18030", "replace")
    if high < _TELLING:
        return raw.decode("cp1252", "replace")
    import chardet  # 40 ms to import, needed by one mail in a thousand

    codec = _codec((chardet.detect(sample).get("encoding") or "").lower())
    if codec is None or codec.startswith(("mac", "cp4", "cp8", "utf-16", "utf-32")):
        codec = "cp1252"  # nobody sends those; chardet takes short German and French for old Macintosh
    return raw.decode(codec, "replace")


def _looks_chinese(sample: bytes) -> bool:
    """Return whether most high bytes pair up into common GB2312 hanzi (rows 16 to 55): chardet needs more."""
    pairs = re.findall(rb"[\x81-\xfe][\x40-\xfe]", sample)
    common = sum(0xB0 <= pair[0] <= 0xD7 and pair[1] >= 0xA1 for pair in pairs)
    return len(pairs) >= 2 and common >= 0.7 * len(pairs)
