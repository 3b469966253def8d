"""Commands and answers on a logged-in IMAP connection: our own reader of lines and literals.

Beside imapclient's parser, for three reasons: its `fetch` takes no open range since 4.0 (mjs/imapclient#666), it costs
60 us per literal and 240 us per BODYSTRUCTURE, and it cannot pipeline, which hides the round trip. It uses nothing of
imaplib but `readline`, `read` and `send`.

The border: any exception while a command runs makes the connection void. Half an answer may still lie in the buffer,
so it is never used again (RFC 3501 has no way to find the next answer).
"""

import contextlib
import logging
import re
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from assistant.errors import AssistantError, MailboxUnreachable
from assistant.mail.answers import Answer, Line, finish

log = logging.getLogger("assistant.mail")

LITERAL_LIMIT = 128 * 1024 * 1024  # no mail is so large; a server that announces more talks nonsense
_LITERAL = re.compile(rb"\{(\d+)\}\Z")


class Stream(Protocol):
    """What we use of imaplib.IMAP4."""

    def readline(self) -> bytes: ...
    def read(self, size: int) -> bytes: ...
    def send(self, data: bytes) -> None: ...


class Wire:
    """One connection. Commands may be sent ahead (`begin`) and their answers collected later (`end`)."""

    def __init__(self, stream: Stream, hang_up: Callable[[], None], label: str) -> None:
        self.stream, self._hang_up, self.label = stream, hang_up, label
        self._number = 0
        self._waiting: dict[bytes, list[Line]] = {}  # commands under way, in order: lines before their tagged answer
        self._done: dict[bytes, Answer] = {}
        self._told: set[bytes] = set()  # commands whose answers nobody waits for
        self.void = False
        self.on_line: Callable[[Line], bool] | None = None  # sees every untagged line; True: taken, not kept
        self.received_bytes = 0
        self.busy_seconds = 0.0  # spent waiting for the server

    def __call__(self, command: str | bytes) -> Answer:
        """Send one command and return its whole answer. Raises MailboxUnreachable; NO and BAD are answers."""
        return self.end(self.begin(command))

    def begin(self, command: str | bytes) -> bytes:
        """Send a command without waiting and return its tag."""
        return self.begin_all([command])[0]

    def begin_all(self, commands: Sequence[str | bytes]) -> list[bytes]:
        """Send several commands in one piece, without waiting, and return their tags."""
        with self.border():
            lines = []
            for command in commands:
                self._number += 1
                line = command.encode("ascii") if isinstance(command, str) else command
                if b"\r" in line or b"\n" in line:
                    raise ValueError("a command of more than one line")
                lines.append((b"fu%d" % self._number, line))
            self.stream.send(b"".join(tag + b" " + line + b"\r\n" for tag, line in lines))
            tags = [tag for tag, _ in lines]
            self._waiting.update((tag, []) for tag in tags)
            return tags

    def end(self, tag: bytes) -> Answer:
        """Read until that command is answered. With several under way a line is kept with the oldest of them."""
        with self.border():
            started = time.monotonic()
            while tag not in self._done:
                self._take(self.read_line())
            self.busy_seconds += time.monotonic() - started
            return self._done.pop(tag)

    def tell(self, command: str) -> None:
        """Send a command whose answer decides nothing: it is read with that of the next one."""
        self._told.add(self.begin(command))

    def forget(self, tag: bytes) -> None:
        """Read the answer to a command, if it is still to be had, for nobody."""
        if tag in self._waiting or tag in self._done:
            self.end(tag)

    def abandon(self) -> None:
        """Read and forget what is still under way, so that the next command starts on a clean line."""
        if not self.void:
            self._told.clear()
            for tag in list(self._waiting):
                self.end(tag)
            self._done.clear()

    def append(self, command: str, raw: bytes) -> Iterator[str]:
        """Send a command with one literal; yields "literal" before the first byte of it, then "sent".

        The literal is synchronising (RFC 3501 4.3), never LITERAL+: before the server's "+" it has no byte of the
        mail, so a failure there is a certain "not stored". The caller reads the answer by `end(tag)` of the last tag.
        """
        with self.border():
            self.abandon()
            tag = self.begin(f"{command} {{{len(raw)}}}")
            while tag not in self._done:
                line = self.read_line()
                if line.text.startswith(b"+"):
                    break
                self._take(line)
            else:
                return  # refused before the mail was asked for
            yield "literal"
            self.stream.send(raw + b"\r\n")
            yield "sent"

    def last_tag(self) -> bytes:
        """Return the tag of the newest command."""
        return b"fu%d" % self._number

    def raw_line(self, data: bytes) -> None:
        """Send a line that is no command (DONE of IDLE)."""
        with self.border():
            self.stream.send(data + b"\r\n")

    def read_line(self) -> Line:
        """Read one whole answer line with its literals."""
        text = b""
        literals: list[bytes] = []
        while True:
            piece = self.stream.readline()
            if not piece.endswith(b"\n"):
                raise ConnectionError("the server closed the connection")
            piece = piece.rstrip(b"\r\n")
            text += piece
            self.received_bytes += len(piece)
            found = _LITERAL.search(piece)
            if not found:
                return Line(text, tuple(literals))
            size = int(found[1])
            if size > LITERAL_LIMIT:
                raise ValueError("a literal of impossible size")
            literal = self.stream.read(size)
            if len(literal) != size:
                raise ConnectionError("the server closed the connection inside a literal")
            self.received_bytes += size
            literals.append(literal)

    def _take(self, line: Line) -> None:
        if line.text.startswith(b"* "):
            if line.text[:6].upper() == b"* BYE ":
                raise ConnectionError("the server said goodbye: " + line.text[6:120].decode("ascii", "replace"))
            taken = self.on_line is not None and self.on_line(line)
            if self._waiting and not taken:
                next(iter(self._waiting.values())).append(line)
            return
        tag, _, rest = line.text.partition(b" ")
        if tag not in self._waiting:
            raise ValueError("an answer to nothing we asked")
        answer = finish(rest, self._waiting.pop(tag))
        if tag in self._told:
            self._told.remove(tag)
        else:
            self._done[tag] = answer

    @contextlib.contextmanager
    def border(self) -> Iterator[None]:
        """Turn everything that goes wrong on the connection into MailboxUnreachable, and never use it again."""
        if self.void:
            raise MailboxUnreachable(f"{self.label}: the connection was given up before; a new one is needed")
        try:
            yield
        except AssistantError:
            raise
        except Exception as problem:  # the named border: one per connection
            self.give_up()
            log.warning("mail connection void", extra={"kind": type(problem).__name__})
            log.debug("mail connection void", exc_info=True)
            said = str(problem) if isinstance(problem, OSError) and str(problem) else type(problem).__name__
            nature = "" if isinstance(problem, OSError) else "the server talks nonsense, connection poisoned: "
            raise MailboxUnreachable(
                f"{self.label}: {nature}{said}", next_step="nothing to do: it is tried again by itself"
            ) from problem

    def give_up(self) -> None:
        """Close the socket without a word."""
        self.void = True
        with contextlib.suppress(Exception):
            self._hang_up()


def quoted(name: bytes) -> str:
    """Return a string as IMAP wants it in a command line (RFC 3501 quoted); for 7-bit names."""
    text = name.decode("ascii")
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
