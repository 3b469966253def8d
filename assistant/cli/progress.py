"""A progress bar with ETA for the first reading, on a terminal only."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

from assistant.daemon.reading import Progress

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

WORTH_A_BAR = 100  # mails still to come


@contextmanager
def reading_bar(*, quiet: bool) -> Iterator[Progress | None]:
    """Give the function that reading calls after every batch; None where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as line:  # one folder is read after the other, each has a line of its own
        folder_shown = ""
        bar: ProgressBar[int] | None = None

        def progress(folder: str, read: int, remaining: int) -> None:
            nonlocal folder_shown, bar
            if folder != folder_shown:
                line.close()
                folder_shown, bar = folder, None
                if read + remaining > WORTH_A_BAR:
                    shown = click.progressbar(length=read + remaining, label=folder, show_pos=True, file=sys.stderr)
                    bar = line.enter_context(shown)
            if bar is not None:
                bar.length = bar.pos + read + remaining
                bar.update(read)

        yield progress
