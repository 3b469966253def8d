"""A lexicon file: groups, each with lists of phrases by language, laid over what is known. Public: `lay`, `Entries`."""

from assistant import yamldoc
from assistant.errors import Problem
from assistant.facts.lexicon.pattern import LANGUAGES, Phrase, compile_phrase

Entries = dict[tuple[str, str], dict[str, Phrase]]  # (group, language) -> text -> phrase


def lay(text: str, file: str, entries: Entries, *, known: frozenset[str] | None) -> list[Problem]:
    """Lay one file over `entries`; `known` are the groups a user's file may extend (None: it defines its own)."""
    doc, problems = yamldoc.parse(text, file)
    found = list(problems)
    if doc is None or doc.value is None:  # nothing but remarks adds nothing
        return found
    if not isinstance(doc.value, dict):
        return [*found, yamldoc.problem_at(doc, (), "groups of phrases are expected here (docs/lexicon.md)")]
    for group, languages in doc.value.items():
        if known is not None and group not in known:
            hint = yamldoc.nearest(group, sorted(known))
            found.append(yamldoc.problem_at(doc, (group,), f"unknown group {group}{hint}"))
        elif not isinstance(languages, dict):
            found.append(yamldoc.problem_at(doc, (group,), f"{group} needs lists of phrases by language"))
        else:
            for language, phrases in languages.items():
                if language != "why":
                    found += _lay_language(doc, group, language, phrases, entries)
    return found


def _lay_language(doc: yamldoc.Doc, group: str, language: str, phrases: object, entries: Entries) -> list[Problem]:
    path = (group, language)
    if language not in LANGUAGES and not group.startswith("unread-"):  # languages that are named, and not read
        hint = yamldoc.nearest(language, sorted(LANGUAGES))
        return [yamldoc.problem_at(doc, path, f"unknown language {language}{hint}")]
    if not isinstance(phrases, list):
        return [yamldoc.problem_at(doc, path, f"{group}: {language} must be a list of phrases")]
    found = []
    held = entries.setdefault(path, {})
    for index, text in enumerate(phrases):
        if not isinstance(text, str):
            found.append(yamldoc.problem_at(doc, (*path, index), "a phrase must be text"))
        elif text.startswith("! "):
            if held.pop(text[2:], None) is None:
                found.append(yamldoc.problem_at(doc, (*path, index), f"no phrase {text[2:]!r} to take away"))
        else:
            try:
                held[text] = compile_phrase(group, language, text)
            except ValueError as error:
                found.append(yamldoc.problem_at(doc, (*path, index), f"{text!r}: {error}"))
    return found
