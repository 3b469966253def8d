"""A scripted IMAP server for what no real one can be made to do: insists on ID, claims PREAUTH, talks nonsense.

`answers` maps the beginning of a command (without its tag, capitals) to lines to send before the tagged answer; a line
that begins with OK, NO or BAD is the tagged answer itself, "+" asks for a literal or one more line, `CUT` closes the
connection.
"""

import contextlib
import re
import socket
from collections.abc import Mapping, Sequence
from typing import BinaryIO

from tests.servers.listening import Listener, beside

CUT = b"<cut>"
Answers = Mapping[str, Sequence[bytes]]
_LITERAL = re.compile(rb"\{(\d+)\}\Z")

POLITE: Answers = {
    "CAPABILITY": [b"* CAPABILITY IMAP4rev1", b"OK done"],
    "LOGIN": [b"OK welcome"],
    "LIST": [b'* LIST () "/" "INBOX"', b'* LIST () "/" "Drafts"', b"OK done"],
    "STATUS": [b"* STATUS INBOX (MESSAGES 0 UIDNEXT 1 UIDVALIDITY 7)", b"OK done"],
    "EXAMINE": [b"* 0 EXISTS", b"* OK [UIDVALIDITY 7] ok", b"* OK [UIDNEXT 1] ok", b"OK [READ-ONLY] done"],
    "LOGOUT": [b"* BYE", b"OK bye"],
}


def script(**answers: Sequence[bytes]) -> Answers:
    """Return answers by command, in which a blank is written "_"."""
    return {key.replace("_", " "): lines for key, lines in answers.items()}


class ScriptedServer(Listener):
    """One listener; every connection gets the same script. `heard`: the commands without tags, in order."""

    def __init__(self, answers: Answers | None = None, *, greeting: bytes = b"* OK ready") -> None:
        self._answers = {**POLITE, **(answers or {})}
        self._greeting = greeting
        self.heard: list[bytes] = []
        super().__init__()

    def _meet(self, client: socket.socket) -> None:
        beside(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError), client.makefile("rb") as lines:
            client.sendall(self._greeting + b"\r\n")
            for line in lines:
                tag, _, command = line.rstrip(b"\r\n").partition(b" ")
                self.heard.append(command)
                if not self._answer(client, lines, tag, command):
                    break
        client.close()

    def _answer(self, client: socket.socket, lines: BinaryIO, tag: bytes, command: bytes) -> bool:
        text = command.decode("latin-1").upper()
        fitting = [key for key in self._answers if text.startswith(key)]
        script = self._answers[max(fitting, key=len)] if fitting else [b"BAD unknown command"]
        for answer in script:
            if answer == CUT:
                return False
            if answer.startswith((b"OK", b"NO", b"BAD")):
                client.sendall(tag + b" " + answer + b"\r\n")
                return True
            client.sendall(answer + b"\r\n")
            literal = _LITERAL.search(command)
            if answer.startswith(b"+") and literal:
                lines.read(int(literal[1]) + 2)
            elif answer.startswith(b"+") and text.startswith("AUTHENTICATE"):
                self.heard.append(lines.readline().rstrip(b"\r\n"))
        return True
