"""The daemon in a process of its own whose clock is ahead: `python -m tests.daemon.service_process CONFIG SECONDS`."""

import asyncio
import sys
from contextlib import ExitStack
from datetime import timedelta

from assistant import wiring
from assistant.cli.running import Installation
from assistant.daemon.lock import holding
from assistant.daemon.service import serve


def main(config: str, ahead: float) -> int:
    """Run until SIGTERM, as `followup run` does."""
    files = wiring.load_files(config)
    with ExitStack() as stack:
        stack.enter_context(holding(wiring.state_folder_of(files.config), [box.name for box in files.config.mailboxes]))
        house = stack.enter_context(wiring.open_house(files))
        parts = Installation(config, files, house.ledger, house.connections, ahead=timedelta(seconds=ahead))
        return asyncio.run(serve(parts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2])))
