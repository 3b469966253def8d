"""How a measurement is taken and printed: `timed`, `line`, `said`."""

import time
from collections.abc import Callable


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds it took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def line(what: str, value: str, goal: str, how: str = "") -> None:
    """Print one measured goal, and how the value came about."""
    print(f"{what:<58} {value:>16}   goal {goal:<10} {how}", flush=True)


def said(text: str) -> None:
    """Print what belongs to the lines above it."""
    print(f"    {text}", flush=True)
