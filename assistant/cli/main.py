"""Entry of the command `followup`: finds the command, turns conditions into messages and exit codes (contract.md).

Command modules are imported when their command is called, so that `followup --help` stays quick.
"""

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from types import ModuleType

import click

from assistant.errors import AssistantError, InvalidFiles, WrongUsage

COMMANDS = {  # name: (module, one line of help)
    "init": ("setup", "write a commented config, test the login, find Sent and Drafts"),
    "check": ("checkup", "say for every part: ok, what is wrong, what to do"),
    "sync": ("work", "read every mailbox up to date"),
    "customers": ("look", "the graded tracking table"),
    "show": ("look", "one customer: people, dossier, timeline, drafts, next step"),
    "plan": ("look", "what is due, for whom, why, and what is held back and why"),
    "explain": ("look", "every rule weighed for one customer"),
    "draft": ("work", "place the due drafts in Drafts"),
    "drafts": ("desk", "our drafts and their fate"),
    "set": ("change", "say what you know better: grade, stage, country, next, hold, stop, ..."),
    "touch": ("change", "record a call, a chat, a visit"),
    "merge": ("change", "two customers are one"),
    "split": ("change", "an address is a customer of its own"),
    "mark": ("change", "correct what a message was taken for"),
    "classify": ("understand", "what is understood of raw messages; needs no config"),
    "rules": ("judgement", "check, schema, simulate, backtest"),
    "phrases": ("words", "lint the phrasebook; render samples"),
    "materials": ("materials", "your news: check what it is good for, add, list"),
    "insights": ("insights", "what brought answers, and what you keep changing"),
    "forget": ("upkeep", "erase one customer's data"),
    "backup": ("upkeep", "a consistent copy of the ledger"),
    "restore": ("upkeep", "put a backup back"),
    "status": ("upkeep", "last full reading, what is wrong, what to do next"),
    "run": ("running", "the daemon"),
    "demo": ("demo", "the whole loop with nothing to set up"),
}


class _ReaderGone(Exception):
    """Whoever read our output has closed it."""


# New objects between two looks for garbage: Python's 700 cost a twentieth of a first reading.
COLLECT_AFTER = 10_000


def _imported(name: str) -> ModuleType:
    """Return the module. What importing makes stays until the end: it is never looked through for garbage."""
    gc.disable()
    try:
        return importlib.import_module(name)
    finally:
        gc.freeze()
        gc.enable()


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            import difflib

            near = difflib.get_close_matches(cmd_name, COMMANDS, n=1)
            hint = f" (did you mean {near[0]}?)" if near else ": followup --help lists them"
            raise click.UsageError(f"there is no command {cmd_name}{hint}")
        module = _imported(f"assistant.cli.{COMMANDS[cmd_name][0]}")
        found = getattr(module, cmd_name, None) or getattr(module, f"{cmd_name}_")  # set is a built-in name
        assert isinstance(found, click.Command)
        return found

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:  # click would end the process with 1
            raise _ReaderGone from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="followup-assistant")
def followup() -> None:
    """Keeps a seller from losing a customer to silence: reads the mailbox, lays drafts into Drafts. Never sends."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 failed, 2 wrong usage or files, 3 not all read, 130 interrupted."""
    gc.set_threshold(COLLECT_AFTER)
    code = run(arguments)
    gc.freeze()  # the process ends: what it held is not looked through for garbage (0.03 s after `plan`)
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code of one command line; messages go to stderr."""
    try:
        words = list(arguments) if arguments is not None else None
        code = followup.main(args=words, prog_name="followup", standalone_mode=False)
        sys.stdout.flush()  # here, where a reader that went away can still be noticed
        return code if isinstance(code, int) else 0
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except InvalidFiles as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        return 2
    except AssistantError as error:
        click.echo(f"followup: {error}", err=True)
        if error.next_step:
            click.echo(f"  next: {error.next_step}", err=True)
        return 2 if isinstance(error, WrongUsage) else 1
    except (BrokenPipeError, _ReaderGone):  # `followup plan | head`: they have what they wanted
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains at its end
        return 0
    except Exception as error:  # the outermost border: what nobody foresaw
        from assistant.cli import unforeseen

        click.echo(unforeseen.told(error), err=True)
        return 1
