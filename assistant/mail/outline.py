"""Names, types and sizes of attachments: from a BODYSTRUCTURE (RFC 3501 7.4.2) or from a whole mail. Pure."""

import email.message
import email.parser
from collections.abc import Iterator
from email.header import decode_header, make_header

from assistant.mail.answers import Token
from assistant.model import Attachment

_DEEPEST = 40  # mails nest a few parts deep; what is deeper was built to hurt


def attachments_of(structure: Token) -> tuple[Attachment, ...]:
    """Return the attachments a BODYSTRUCTURE names, in order; sizes are decoded sizes, about right for base64."""
    return tuple(_attachments(structure, 0))


def attachments_in(raw: bytes) -> tuple[Attachment, ...]:
    """Return the attachments of a whole mail; () where it cannot be parsed."""
    try:
        return tuple(_parts_with_names(email.parser.BytesParser().parsebytes(raw)))
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError):
        return ()  # the stdlib parser gives up on some damaged mails; the names are then unknown


def is_multipart(raw: bytes) -> bool:
    """Return whether the header block says multipart: only then may a cut mail hide attachments."""
    head = raw.split(b"\r\n\r\n", 1)[0].lower()
    at = (b"\n" + head).find(b"\ncontent-type:")
    return at >= 0 and head[at + 13 : at + 60].lstrip().startswith(b"multipart/")


def _attachments(part: Token, depth: int) -> Iterator[Attachment]:
    if not isinstance(part, list) or not part or depth > _DEEPEST:
        return
    if isinstance(part[0], list):  # multipart: the parts come first
        for child in part:
            if not isinstance(child, list):
                break
            yield from _attachments(child, depth + 1)
        return
    main, sub = _text(part[0]), _text(part[1]) if len(part) > 1 else ""
    parameters = _pairs(part[2]) if len(part) > 2 else {}
    encoding = _text(part[5]) if len(part) > 5 else ""
    size = _text(part[6]) if len(part) > 6 else "0"
    disposition, details = _disposition(part)
    name = _name(details, "filename") or _name(parameters, "name")
    if _is_attachment(main, sub, disposition, name):
        octets = int(size) if size.isdigit() else 0
        # base64 writes 57 octets as a line of 76 characters and CRLF
        yield Attachment(
            name=name,
            type=f"{main}/{sub}".lower(),
            size_bytes=octets * 57 // 78 if encoding.lower() == "base64" else octets,
        )


def _is_attachment(main: str, sub: str, disposition: str, name: str | None) -> bool:
    if disposition == "attachment" or f"{main}/{sub}".lower() == "message/rfc822":
        return True
    inline_picture = main.lower() == "image" and disposition != "attachment"
    return name is not None and not inline_picture


def _disposition(part: "list[Token]") -> tuple[str, dict[str, str]]:
    """Return disposition and its parameters, wherever the body type puts it: a list of a string and a list or NIL."""
    for item in part[7:]:
        if isinstance(item, list) and len(item) == 2 and isinstance(item[0], bytes):
            kind = item[0].decode("ascii", "replace").lower()
            if kind in {"attachment", "inline", "form-data"} and not isinstance(item[1], bytes):
                return kind, _pairs(item[1])
        if isinstance(item, bytes) and item[:11].lower() == b"attachment;":  # pymap: the header's text as it stands
            holder = email.message.Message()
            holder["Content-Disposition"] = item.decode("utf-8", "replace").replace("\r", " ").replace("\n", " ")
            return "attachment", {"filename": _file_name(holder) or ""}
    return "", {}


def _pairs(value: Token) -> dict[str, str]:
    items = value if isinstance(value, list) else []
    return {_text(k).lower(): _text(v) for k, v in zip(items[::2], items[1::2], strict=False)}


def _text(value: Token) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def _name(parameters: dict[str, str], key: str) -> str | None:
    """Return a file name from plain, RFC 2231 (``name*0*=``) and RFC 2047 spelling; the stdlib knows them all."""
    wanted = {k: v for k, v in parameters.items() if k == key or k.startswith(key + "*")}
    if not wanted:
        return None
    header = "attachment" + "".join(
        f'; {"filename" + k[len(key) :]}="{v}"' if "*" not in k else f"; {'filename' + k[len(key) :]}={v}"
        for k, v in wanted.items()
    )
    holder = email.message.Message()
    holder["Content-Disposition"] = header.replace("\r", " ").replace("\n", " ")
    return _file_name(holder)


def _file_name(part: email.message.Message) -> str | None:
    name = part.get_filename()
    if not name:
        return None
    try:
        return str(make_header(decode_header(name)))
    except (ValueError, LookupError):
        return name


def _parts_with_names(message: email.message.Message) -> Iterator[Attachment]:
    for part in message.walk():
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            continue
        name = _file_name(part)
        disposition = (part.get_content_disposition() or "").lower()
        if _is_attachment(part.get_content_maintype(), part.get_content_subtype(), disposition, name):
            content = b"" if part.is_multipart() else part.get_payload(decode=True)
            yield Attachment(
                name=name,
                type=part.get_content_type(),
                size_bytes=len(content) if isinstance(content, bytes) else 0,
            )
