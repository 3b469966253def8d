"""Conditions that stop work, each with fields and one line a person can act upon.

Loaders do not raise for what the user wrote wrong: they return ``(value, problems)`` with `Problem` rows.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """Something the user wrote wrong, as data: all of them are shown at once as ``FILE:LINE: text``."""

    file: str
    line: int  # 1-based; 0 where the whole file is meant
    column: int = 0  # 1-based; 0 = unknown
    text: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.text}"


class AssistantError(Exception):
    """Root of all conditions of ours. `next_step` says what the user can do; it is shown after the message."""

    next_step: str = ""

    def __init__(self, message: str, *, next_step: str = "") -> None:
        super().__init__(message)
        if next_step:
            self.next_step = next_step


class InvalidFiles(AssistantError):
    """Config, rules, materials or phrasebook cannot be used (exit code 2)."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class WrongUsage(AssistantError):
    """The command line asks for something that cannot be (exit code 2), for example an ambiguous customer."""


class MailboxUnreachable(AssistantError):
    """The server does not answer, breaks off, or talks nonsense: try again later, the connection is void."""


class FetchBroken(MailboxUnreachable):
    """The connection broke while mails were being fetched: one of `uids`, or what the server does with it, may be why.

    All that was handed over before is good. The next connection asks for these alone (`mailbox.Held.suspects`).
    """

    def __init__(self, message: str, folder: str, uids: tuple[int, ...], *, next_step: str = "") -> None:
        super().__init__(message, next_step=next_step)
        self.folder, self.uids = folder, uids
        self.counted = False  # as a try against the one mail that was under way
        self.new_messages = 0  # that the reading which it ended had recorded before


class LoginRefused(AssistantError):
    """The server refused the login; tried at most three times, because more locks accounts."""


class InsecureConnection(AssistantError):
    """TLS is missing, stripped or its certificate is wrong; nothing secret was sent."""


class FolderMissing(AssistantError):
    """A folder we need is not there (any more)."""

    def __init__(self, folder: str, *, next_step: str = "") -> None:
        super().__init__(f"folder {folder} is not on the server", next_step=next_step)
        self.folder = folder


class FolderRenumbered(AssistantError):
    """The server gave a folder a new UIDVALIDITY: every UID we hold is void (RFC 3501 2.3.1.1)."""

    def __init__(self, folder: str, was: int, now: int) -> None:
        super().__init__(f"{folder}: UIDVALIDITY {was} became {now}")
        self.folder, self.was, self.now = folder, was, now


class MailboxFull(AssistantError):
    """APPEND was refused for want of space (OVERQUOTA); nothing was stored."""


class AppendRefused(AssistantError):
    """APPEND was answered NO or BAD: certainly nothing was stored."""


class AppendInDoubt(AssistantError):
    """The connection failed after the first byte of APPEND: the draft may or may not be stored (reliability 3.3)."""


class MailboxBusy(AssistantError):
    """Another process of ours works on this mailbox; carries its process id."""

    next_step = "wait for it, or stop it"

    def __init__(self, mailbox: str, pid: int | None, *, next_step: str = "") -> None:
        who = f"process {pid}" if pid else "another process"
        super().__init__(f"mailbox {mailbox} is in use by {who}", next_step=next_step)
        self.mailbox, self.pid = mailbox, pid


class LedgerUnusable(AssistantError):
    """The database cannot be used: too new, damaged, read-only, full or locked. Nothing was lost."""


class SecretMissing(AssistantError):
    """A password could not be obtained from where the config says it is; never falls through to another source."""
