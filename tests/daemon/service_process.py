"""The daemon in a process of its own whose clock is ahead: `python -m tests.daemon.service_process CONFIG SECONDS`.

A file `leap` beside the config holds by how many seconds the wall clock is set ahead from then on.
"""

import asyncio
import sys
import time
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from assistant import wiring
from assistant.cli.running import Installation
from assistant.daemon.clocks import ClockWatch
from assistant.daemon.lock import holding
from assistant.daemon.service import serve


def main(config: str, ahead: float) -> int:
    """Run until SIGTERM, as `followup run` does."""
    files = wiring.load_files(config)
    with ExitStack() as stack:
        names = [box.name for box in files.config.mailboxes]
        locks = stack.enter_context(holding(wiring.state_folder_of(files.config), names))
        house = stack.enter_context(wiring.open_house(files))
        parts = Installation(config, files, house.ledger, house.connections, locks, ahead=timedelta(seconds=ahead))
        return asyncio.run(serve(parts, ClockWatch(wall=lambda: time.time() + leapt(Path(config)))))


def leapt(config: Path) -> float:
    """Return by how many seconds the wall clock was set."""
    leap = config.with_name("leap")
    return float(leap.read_text() or 0) if leap.exists() else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2])))
