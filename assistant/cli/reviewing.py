"""`followup classify --review`: a two-minute check of what mail was taken for, and what may be learned from it.

Public: `review`. Lists the least certain decisions and the user's corrections, and proposes entries for the user's own
lexicon file. Nothing is written but what the user accepts, and what is written is what the diff showed.
"""

import difflib
import sys
from collections.abc import Sequence
from typing import Any

import click

from assistant import wiring, yamldoc
from assistant.cli.options import Options, emit_json, emit_table, plain
from assistant.cli.work import working
from assistant.cli.writing import replace_text
from assistant.daemon.house import House
from assistant.errors import MailboxBusy, WrongUsage
from assistant.facts import learning
from assistant.facts import lexicon as lexicons
from assistant.facts.learning import Corrected, Entry, Proposal
from assistant.facts.understand import understand
from assistant.ledger.reviewing import Judged, Marked
from assistant.model import Kind

HEADER = "# Your own words for understanding mail, laid over those that come with the house (docs/lexicon.md).\n"


def review(options: Options, accept: int | None, limit: int) -> None:
    """List and propose; with `accept` (a proposal's number) or a yes at the terminal write the lexicon file."""
    files = wiring.load_files(options.config)
    with wiring.open_house(files) as house:
        marked = house.ledger.review.marked()
        desk = _Desk(files, house, marked)
        if accept is not None:
            _accept(options, files, desk, accept)
            return
        unsure = house.ledger.review.least_certain(limit)
        if options.as_json:
            emit_json(
                {
                    "least_certain": [_uncertain(one) for one in unsure],
                    "corrected": [_correction(one) for one in marked],
                    "proposals": [desk.shown(one) for one in desk.proposals()],
                }
            )
            return
        _say(unsure, marked)
        accepted, stopped = _asked(desk)
    if accepted:
        _take_over(options, files)
    if stopped is not None:
        raise stopped


class _Desk:
    """The user's lexicon file, and what it would say with a proposal in it."""

    def __init__(self, files: wiring.Files, house: House, marked: Sequence[Marked]) -> None:
        self.file = files.config.lexicon
        self._files, self._house, self._marked = files, house, marked

    def proposals(self) -> tuple[Proposal, ...]:
        """Return the proposals, each tried on the mails it is to mend with the file as it would then be."""
        return learning.proposals(
            [one for mark in self._marked if (one := self._corrected(mark)) is not None],
            self._house.ledger.review.spoken(),
            self._house.me,
            self._house.lexicon,
            self._taken_for,
        )

    def _corrected(self, mark: Marked) -> Corrected | None:
        if mark.message is None or mark.facts is None:
            return None
        facts = understand(mark.message, self._house.me, self._house.lexicon, mark.role)
        return Corrected(number=mark.number, message=mark.message, facts=facts, kind=mark.kind)

    def _taken_for(self, entry: Entry, corrected: Corrected) -> Kind:
        role = self._marked[corrected.number - 1].role
        places = tuple(dict.fromkeys((*wiring.lexicon_places(self._files.config), self.file)))
        tried, problems = lexicons.load(places, {self.file: self.after(entry, corrected.number)})
        if problems:
            return corrected.facts.kind
        return understand(corrected.message, self._house.me, tried, role).kind

    def before(self) -> str:
        """Return what the file says now; "" where there is none."""
        return self.file.read_text("utf-8-sig") if self.file.exists() else ""

    def after(self, entry: Entry, number: int) -> str:
        """Return what the file would say. Raises WrongUsage where nothing can be added to it as it is written."""
        why = f"from your correction of {self._marked[number - 1].at:%Y-%m-%d}"
        try:
            return yamldoc.with_item(self.before() or HEADER, entry.group, entry.language, entry.text, why)
        except ValueError as error:
            raise WrongUsage(f"{self.file}: {error}", next_step="write one group and one language a line") from error

    def diff(self, proposal: Proposal) -> str:
        """Return the change as a unified diff."""
        old, new = self.before(), self.after(proposal.entry, proposal.number)
        name = self.file.name
        lines = difflib.unified_diff(old.splitlines(True), new.splitlines(True), name, name)
        return "".join(line if line.endswith("\n") else line + "\n" for line in lines)

    def write(self, proposal: Proposal) -> None:
        """Write the entry, whole or not at all; links and the file's mode stay."""
        replace_text(self.file, self.after(proposal.entry, proposal.number))

    def shown(self, proposal: Proposal) -> dict[str, Any]:
        """Return a proposal for scripts."""
        entry = proposal.entry
        return {
            "number": proposal.number,
            "group": entry.group,
            "language": entry.language,
            "entry": entry.text,
            "mends": [self._marked[number - 1].message_id for number in proposal.mends],
            "file": str(self.file),
            "diff": self.diff(proposal),
        }


def _uncertain(one: Judged) -> dict[str, Any]:
    return {
        "message_id": one.message_id,
        "date": one.at.isoformat(),
        "party": one.party,
        "direction": one.direction,
        "subject": one.subject,
        "kind": one.facts.kind,
        "confidence": round(one.facts.confidence, 2),
        "evidence": [{"what": e.what, "where": e.where, "text": e.text} for e in one.facts.evidence],
    }


def _correction(mark: Marked) -> dict[str, Any]:
    return {
        "number": mark.number,
        "message_id": mark.message_id,
        "was": mark.facts.kind if mark.facts is not None else None,
        "kind": mark.kind,
        "at": mark.at.isoformat(),
    }


def _say(unsure: Sequence[Judged], marked: Sequence[Marked]) -> None:
    rows = [
        (number, f"{one.facts.confidence:.2f}", f"{one.at:%Y-%m-%d}", one.party, one.facts.kind, _because(one))
        for number, one in enumerate(unsure, 1)
    ]
    emit_table(("", "sure", "date", "who", "taken for", "because"), rows, "nothing is uncertain")
    click.echo("\nright: followup mark MESSAGE-ID KIND with the same kind; wrong: with what it is")
    for number, one in enumerate(unsure, 1):
        click.echo(plain(f"{number:>2}  {one.message_id}"))  # whole, to be copied: a narrow table would break it
    click.echo("")
    corrections = [(m.number, m.message_id, m.facts.kind if m.facts else None, m.kind) for m in marked]
    emit_table(("", "message", "was", "corrected to"), corrections, "no corrections")


def _because(one: Judged) -> str:
    first = next(iter(one.facts.evidence), None)
    said = f"{first.what} in {first.where}: {' '.join(first.text.split())}" if first is not None else one.subject
    return said[:90]


def _asked(desk: _Desk) -> tuple[int, click.Abort | None]:
    """Show every proposal and, at a terminal, ask; return how many were accepted, and what interrupted it.

    What was accepted before Ctrl-C is written, and must be taken over like the rest.
    """
    accepted = 0
    shown = desk.proposals()
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    for proposal in shown:
        mails = "this mail" if len(proposal.mends) == 1 else f"{len(proposal.mends)} mails"
        click.echo(f"\nproposal {proposal.number}: with it {mails} would be understood as you say")
        click.echo(plain(desk.diff(proposal)), nl=False)
        try:
            if is_terminal and click.confirm(f"write it into {desk.file.name}?"):
                desk.write(proposal)
                accepted += 1
        except click.Abort as stopped:
            click.echo("")
            return accepted, stopped
    if shown and not accepted:
        later = "nothing was written; later" if is_terminal else "accept one"
        click.echo(f"\n{later}: followup classify --review --accept NUMBER")
    return accepted, None


def _accept(options: Options, files: wiring.Files, desk: _Desk, number: int) -> None:
    proposals = {one.number: one for one in desk.proposals()}
    if number not in proposals:
        listed = ", ".join(map(str, proposals)) or "none"
        raise WrongUsage(f"there is no proposal {number} (there is: {listed})", next_step="followup classify --review")
    said = desk.shown(proposals[number])
    desk.write(proposals[number])
    if options.as_json:
        emit_json({"accepted": said, "understood_anew": _understood_anew(options)})
    else:
        click.echo(plain(said["diff"]), nl=False)
        _take_over(options, files)


def _take_over(options: Options, files: wiring.Files) -> None:
    done = _understood_anew(options)
    click.echo(f"written: {files.config.lexicon}", err=options.as_json)
    click.echo(
        "all recorded mail was understood anew with it" if done else "the running daemon takes it over within seconds"
    )


def _understood_anew(options: Options) -> bool:
    """Apply the changed words to what is recorded; False: the daemon that holds the mailboxes does."""
    with working(wiring.load_files(options.config)) as house:
        return not isinstance(house, MailboxBusy)
