"""What a process and those it started hold in memory while they run. Public: `Memory`."""

import os
import threading

SECONDS = 0.1  # between two looks


class Memory:
    """Looks at a process and its descendants until told to end; shared pages count once, in parts (PSS)."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._ended = threading.Event()
        self.peak_mb = 0.0  # of all together
        self.processes = 1  # the most at one moment
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Look no more."""
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(SECONDS):
            held = [_pss_mb(pid) for pid in _family(self._pid)]
            self.peak_mb = max(self.peak_mb, sum(held))
            self.processes = max(self.processes, sum(mb > 0 for mb in held))


def _family(pid: int) -> list[int]:
    found = [pid]
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/children") as file:
                found += [one for child in file.read().split() for one in _family(int(child))]
    except OSError:  # it has just ended
        pass
    return found


def _pss_mb(pid: int) -> float:
    try:
        with open(f"/proc/{pid}/smaps_rollup") as file:
            return next((int(row.split()[1]) / 1024 for row in file if row.startswith("Pss:")), 0.0)
    except OSError:
        return 0.0
