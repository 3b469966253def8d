"""`followup demo`: the whole loop on this machine, and the user's side of it with --act."""

import asyncio
import shutil
import signal
import sys
from datetime import UTC, timedelta
from pathlib import Path

import click

from assistant import wiring
from assistant.cli.options import Options, common
from assistant.cli.progress import reading_bar
from assistant.cli.running import Installation
from assistant.daemon import cycle
from assistant.daemon.lock import holding
from assistant.demo import actor, scene, server

POLL = timedelta(seconds=5)  # nobody wants to wait a minute to see what becomes of a draft


@click.command()
@common
@click.option("--act", type=click.Choice(actor.WAYS), help="play customer or seller on the running demo")
@click.option("--once", is_flag=True, help="end after the first pass instead of running on")
def demo(options: Options, act: str | None, once: bool) -> int:
    """Run a private IMAP server, an invented exporter's mailbox, and the daemon; or act in it from another terminal."""
    if act is not None:
        running = scene.running_scene()
        click.echo(actor.act(running.port, act, running.now()))
        return 0
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))  # until the daemon takes over: tidy up as for Ctrl+C
    with scene.staged(lambda text: click.echo(text, err=True)) as stage:
        files = wiring.load_files(str(stage.config))
        with holding(wiring.state_folder_of(files.config), ["demo"]) as locks, wiring.open_house(files) as house:
            with reading_bar(quiet=False) as progress:
                report = cycle.run_pass(house, stage.now(), progress=progress)
            _tell(stage, report)
            if once:
                return 0
            from assistant.daemon.service import serve

            click.echo("the daemon runs; Ctrl+C ends the demo and removes the mailbox", err=True)
            parts = Installation(
                str(stage.config), files, house.ledger, house.connections, locks, ahead=stage.ahead, poll=POLL
            )
            asyncio.run(serve(parts))
            return 0  # Ctrl+C is how a demo ends


def _tell(stage: scene.Scene, report: cycle.PassReport) -> None:
    placed = [item for item in report.placed if item.draft is not None]
    at = stage.now().astimezone(UTC).isoformat(timespec="minutes")
    followup = _as_called()
    click.echo(f"\nIn this demo it is {at}. {len(placed)} drafts lie in the Drafts folder:\n")
    for item in placed:
        assert item.draft is not None
        click.echo(f"  {item.draft.to[0]:<42} {item.draft.topic:<16} {item.draft.subject}")
    click.echo(f"""
Why these and nobody else:   {followup} plan -c {stage.config} --at {at}
One customer in full:        {followup} explain -c {stage.config} --at {at} oasis-mep-demo.ae
What becomes of the drafts:  {followup} drafts -c {stage.config}

Look with a mail client: IMAP server {server.HOST}, port {stage.port}, no encryption (this machine only),
user {server.USER}, password {server.PASSWORD}.
  Thunderbird: new account, lin@brightline.example, configure manually, the lines above, normal password
  neomutt -e 'set imap_pass={server.PASSWORD} ssl_starttls=no ssl_force_tls=no' \\
          -f imap://{server.USER}@{server.HOST}:{stage.port}/Drafts

Play the other side, in another terminal, with one of:
{chr(10).join(f"  {followup} demo --act {way}" for way in actor.WAYS)}
""")


def _as_called() -> str:
    """Return how to call this program from any folder: by its name where the shell finds it, else by its path."""
    called = Path(sys.argv[0])
    if called.name != "followup":
        return f"{sys.executable} -m assistant"
    found = shutil.which("followup")
    return "followup" if found and Path(found).resolve() == called.resolve() else str(called.absolute())
