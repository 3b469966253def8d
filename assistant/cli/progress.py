"""A progress bar with ETA for the first reading, on a terminal only."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.daemon.reading import Progress

WORTH_A_BAR = 100  # mails still to come


@contextmanager
def reading_bar(*, quiet: bool) -> Iterator[Progress | None]:
    """Give the function that reading calls after every batch; None where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, object] = {}
        done: dict[str, int] = {}

        def progress(folder: str, read: int, remaining: int) -> None:
            done[folder] = done.get(folder, 0) + read
            if folder not in tasks:
                if remaining < WORTH_A_BAR:
                    return
                tasks[folder] = bar.add_task(folder)
            bar.update(tasks[folder], completed=done[folder], total=done[folder] + remaining)  # type: ignore[arg-type]

        yield progress
