"""A proxy before a real IMAP server that takes abilities away: what is not announced is also not answered.

Extensions vanish from every capability list and response code; their commands, and SEARCH if wished, get BAD.
"""

import contextlib
import queue
import re
import socket
import threading

from tests.servers.listening import Proxy, beside

EVERYTHING = frozenset(
    {"CONDSTORE", "QRESYNC", "MOVE", "UIDPLUS", "IDLE", "SPECIAL-USE", "ESEARCH", "ENABLE", "UNSELECT", "SEARCH"}
    | {"LIST-EXTENDED", "LIST-STATUS", "LITERAL+", "NAMESPACE", "STATUS=SIZE"}
)
_COMMANDS = {
    "MOVE": rb"UID MOVE|MOVE",
    "UIDPLUS": rb"UID EXPUNGE",
    "IDLE": rb"IDLE",
    "ENABLE": rb"ENABLE",
    "UNSELECT": rb"UNSELECT",
    "SEARCH": rb"UID SEARCH|SEARCH",
    "NAMESPACE": rb"NAMESPACE",
    "CONDSTORE": rb"[^\r\n]*(?:CHANGEDSINCE|\(CONDSTORE|HIGHESTMODSEQ)[^\r\n]*",
    "LIST-EXTENDED": rb"LIST [^\r\n]* RETURN [^\r\n]*",
}
_CODES = {
    "UIDPLUS": rb"\[(?:APPENDUID|COPYUID)[^\]]*\] ?",
    "CONDSTORE": rb"\[(?:HIGHESTMODSEQ|NOMODSEQ)[^\]]*\] ?",
    "UIDNEXT": rb"\[UIDNEXT[^\]]*\] ?| ?UIDNEXT \d+",
    "SPECIAL-USE": rb"(?<=[( ])\\(?:Sent|Drafts|Trash|Junk|Archive|All|Flagged|Important)(?: |(?=\)))",
}
_LITERAL = re.compile(rb"\{(\d+)(\+?)\}\r\n\Z")


class StrippingProxy(Proxy):
    """The proxy, in threads of its own until closed. `seen`: the commands clients sent, without arguments of LOGIN."""

    def __init__(self, host: str, port: int, strip: frozenset[str] = EVERYTHING) -> None:
        self._strip = strip
        self._refused = [re.compile(_COMMANDS[name] + rb"\b", re.I) for name in strip if name in _COMMANDS]
        self._codes = [re.compile(_CODES[name], re.I) for name in strip if name in _CODES]
        self.seen: list[bytes] = []
        super().__init__(host, port)

    def _between(self, client: socket.socket, server: socket.socket) -> None:
        lock = threading.Lock()
        invited: queue.SimpleQueue[bool] = queue.SimpleQueue()
        beside(self._upwards, client, server, lock, invited)
        beside(self._downwards, server, client, lock, invited)

    def _upwards(
        self, client: socket.socket, server: socket.socket, lock: threading.Lock, invited: "queue.SimpleQueue[bool]"
    ) -> None:
        with contextlib.suppress(OSError, ValueError, queue.Empty), client.makefile("rb") as lines:
            for line in lines:
                tag, _, command = line.partition(b" ")
                self.seen.append(b"LOGIN" if command[:5].upper() == b"LOGIN" else command.strip())
                if any(refused.match(command) for refused in self._refused):
                    with lock:
                        client.sendall(tag + b" BAD Unknown command.\r\n")
                    continue
                while not invited.empty():
                    invited.get()  # answers to earlier commands
                server.sendall(line)
                while (literal := _LITERAL.search(line)) and (literal[2] or invited.get(timeout=20)):
                    server.sendall(lines.read(int(literal[1])))
                    line = lines.readline()
                    server.sendall(line)
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_WR)

    def _downwards(
        self, server: socket.socket, client: socket.socket, lock: threading.Lock, invited: "queue.SimpleQueue[bool]"
    ) -> None:
        with contextlib.suppress(OSError, ValueError), server.makefile("rb") as lines:
            for line in lines:
                whole = [self._rewritten(line)]
                while literal := _LITERAL.search(line):
                    whole.append(lines.read(int(literal[1])))
                    line = lines.readline()
                    whole.append(line)
                if not line.startswith(b"* "):
                    invited.put(line.startswith(b"+"))  # a literal may come, or its command was refused
                with lock:
                    client.sendall(b"".join(whole))
        with contextlib.suppress(OSError):
            client.shutdown(socket.SHUT_WR)

    def _rewritten(self, line: bytes) -> bytes:
        if b"CAPABILITY" in line:
            for name in self._strip:
                line = re.sub(rb" " + re.escape(name.encode()) + rb"(?=[ \]\r])", b"", line)
        if b" FETCH (" in line:
            return line
        for code in self._codes:
            line = code.sub(b"", line)
        return line
