"""`followup phrases`: lint the phrasebook and render samples."""

from itertools import islice

import click

from assistant import wiring
from assistant.cli.options import Options, common, emit_json
from assistant.errors import Problem, WrongUsage
from assistant.phrases import book as books
from assistant.phrases.nouns import Book
from assistant.phrases.preview import TONES
from assistant.phrases.preview import preview as render_samples
from assistant.plan.rules import TOPICS

SHOWN = 12  # letters, where not all are asked for


@click.group()
def phrases() -> None:
    """Check and preview the words."""


@phrases.command()
@common
def check(options: Options) -> int:
    """Lint every phrase: problems with file and line."""
    book, problems = _book(options)
    findings = (*problems, *books.check(book))
    if options.as_json:
        emit_json([{"file": p.file, "line": p.line, "text": p.text} for p in findings])
    else:
        for problem in findings:
            click.echo(str(problem))
        click.echo(f"{len(findings)} problems" if findings else "phrasebook: ok")
    return 2 if findings else 0


@phrases.command()
@common
@click.option("--topic", help="only this topic")
@click.option("--language", help="only this language, for example en")
@click.option("--register", type=click.Choice(TONES), help="only this tone")
@click.option("--all", "everything", is_flag=True, help="every topic for every difficult person")
def preview(options: Options, topic: str | None, language: str | None, register: str | None, everything: bool) -> int:
    """Render sample letters."""
    book, _ = _book(options)
    for word, known, what in ((topic, TOPICS, "topic"), (language, book.languages, "language")):
        if word is not None and word not in known:
            raise WrongUsage(f"--{what} {word}: the phrasebook has {', '.join(sorted(known))}")
    some = None if everything or options.as_json else SHOWN
    shown = list(islice(render_samples(book, topic=topic, language=language, register=register), some))
    if options.as_json:
        rows = [
            {
                "topic": s.topic,
                "language": s.language,
                "register": s.register,
                "person": s.person,
                "subject": s.subject,
                "body": s.body,
                "findings": [{"rule": f.rule, "says": f.says} for f in s.findings],
            }
            for s in shown
        ]
        emit_json(rows)
    else:
        for sample in shown:
            click.echo(f"--- {sample.topic}, {sample.language}, {sample.register}, to {sample.person}\n{sample.body}\n")
            for finding in sample.findings:
                click.echo(f"!!! {finding.rule}: {finding.says}")
        if some is not None and len(shown) == some:
            click.echo("There are more: --all, or --topic, --language and --register")
    return 1 if any(sample.findings for sample in shown) else 0


def _book(options: Options) -> tuple[Book, tuple[Problem, ...]]:
    try:
        files = wiring.load_files(options.config)
    except WrongUsage:  # no config: the built-in phrasebook alone
        return books.load()
    return files.book, files.warnings
