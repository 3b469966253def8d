"""The commented files that `init` writes, taken from the examples the project ships."""

import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.mail.quirks import Server

if TYPE_CHECKING:
    from assistant.cli.asking import Answers


def example(name: str) -> str:
    """Return the text of rules.example.yaml or materials.example.yaml, from the wheel or from the source tree."""
    packaged = resources.files("assistant").joinpath("examples", name)
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    return (Path(__file__).parents[2] / name).read_text(encoding="utf-8")


def inert(text: str) -> str:
    """Return YAML text with every entry turned into a comment: an example must never become a claim in a draft."""
    return "".join(line if line.startswith("#") or not line.strip() else f"# {line}" for line in text.splitlines(True))


def quoted(value: str) -> str:
    """Return a value as a YAML scalar that means exactly this text (JSON strings are YAML)."""
    return json.dumps(value, ensure_ascii=False)


def config_text(answers: "Answers", server: Server, password: str, folders: "dict[str, str]") -> str:
    """Return config.yaml for these answers. `password`: its source as YAML, like {file: "..."}; "" for none."""
    # A free-mail host is no company: everybody there would be taken for a colleague.
    domains = "[]" if answers.is_freemail else f"[{quoted(answers.address.rpartition('@')[2])}]"
    lines = [f"password: {password}"] if password else []
    if answers.auth != "password":
        lines += ["auth: oauth2", f"provider: {answers.auth}"]
    if answers.client_id:
        lines.append(f"client_id: {quoted(answers.client_id)}")
    signature = "\n    ".join(line for line in (answers.name, answers.company) if line)
    login = "\n      ".join(lines)
    return f"""\
# Who you are and where your mail lies. Judgement (when to write) is in rules.yaml, your news in materials.yaml.
# followup check looks at everything; unknown keys are reported with the nearest known one.

me:
  name: {quoted(answers.name)}
  company: {quoted(answers.company)}
  addresses: [{quoted(answers.address)}]   # add your aliases: mail from these is yours
  domains: {domains}            # mail from here is from colleagues
  timezone: {quoted(answers.timezone)}
  # country: CN                 # default: from the time zone; its holidays and seasons are yours
  language: en                  # of drafts to people whose language is not known
  signature: |
    {signature}

mailboxes:
  - name: {quoted(answers.mailbox)}
    imap:
      host: {quoted(server.host)}
      port: {server.port}
      security: {server.security}             # tls or starttls; none only for 127.0.0.1
      user: {quoted(answers.user)}
      # never the password itself: file, env, command, keyring or credential
      {login}
    folders:
      inbox: [INBOX]
      sent: {quoted(folders["sent"]) if folders.get("sent") else "auto"}
      drafts: {quoted(folders["drafts"]) if folders.get("drafts") else "auto"}
      also: all                 # read every other folder for answers (Archive, Junk, ...); or a list, or none

poll: 5 minutes                 # besides being woken by the server (IDLE)
retention: 24 months            # the text of a mail (4 KB) is kept so long, then an excerpt and the facts
rules: rules.yaml
materials: materials.yaml
phrasebook: []                  # your own folders, laid over the built-in phrasebook; the last one wins
"""
