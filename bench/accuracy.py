"""How well mail is understood, measured on labelled sets: `python bench/accuracy.py [--misses] [--only NAME]`.

Sets: the project's own corpus (tests/corpus) always; the development data beside the repository (or in the folder
named by $FOLLOWUP_DATA) where it is there: trade (written, 15 languages), real (read and labelled one by one),
bounces, auto-replies, body splitting, stories. Prints precision, recall, counts and, at the end, what is to be reached
beside what is (bench/goals.py); exit code 0 always (thresholds are tests).
"""

import argparse
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assistant.facts import lexicon as lexicons  # noqa: E402
from assistant.facts.lexicon import Lexicon  # noqa: E402
from assistant.facts.parsing.body import split  # noqa: E402
from assistant.facts.parsing.read import read  # noqa: E402
from assistant.facts.understand import understand  # noqa: E402
from assistant.facts.who import companies  # noqa: E402
from assistant.model import Facts, Kind, Me, Message, Role  # noqa: E402

DATA = Path(os.environ.get("FOLLOWUP_DATA", ROOT.parent / "shared" / "data"))
REAL_KINDS = {"quote_sent": {"quote"}, "human_other": {"reply", "other", "holding_reply", "refusal"}}
# Complaint reports, vacations, challenges, spam and forwarded bounces that the bounce collections hold besides bounces.
NO_BOUNCE = re.compile(
    r"arf|fbl-|non_bounces|rfc3834|vacation|autoreply|spam-with-image|spam-lots|virus-caused|bluebottle|hotmailbounce"
    r"|lhost-fml-|sendmail-14|make-test-36|qmail_08"
)
REAL_OWN = re.compile(r"@([\w-]+\.)*enron\.com$", re.I)


@dataclass
class Tally:
    """Counts of one measured set."""

    name: str
    right: int = 0
    total: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, ok: bool, miss: str) -> None:
        self.total += 1
        self.right += ok
        if not ok:
            self.misses.append(miss)

    def line(self) -> str:
        share = f"{self.right / self.total:.3f}" if self.total else "-"
        return f"{self.name:<34} {self.right:>5} of {self.total:<5} {share}"


@dataclass(frozen=True)
class Judged:
    """One labelled mail and what was made of it."""

    file: str
    wanted: str
    got: str
    label: dict[str, Any]
    message: Message
    facts: Facts


def squeezed(text: str) -> str:
    return " ".join(text.split())


# --- trade ---------------------------------------------------------------------------------------------------------
def trade(lexicon: Lexicon) -> list[Judged]:
    """Return the trade set judged; `wanted` and `got` are "direction kind"."""
    judged = []
    for label in rows(DATA / "trade" / "messages.jsonl"):
        own = frozenset(one.lower() for one in label["me"])
        domains = frozenset(one.split("@")[1] for one in own if not is_freemail(one))
        me = Me(addresses=own, domains=domains)
        message = read((DATA / "trade" / "messages" / label["file"]).read_bytes())
        facts = understand(message, me, lexicon)
        wanted = f"{label['direction']} {label['kind']}"
        judged.append(Judged(label["file"], wanted, f"{facts.direction} {facts.kind}", label, message, facts))
    return judged


def is_freemail(address: str) -> bool:
    return companies.is_freemail(address.split("@")[1])


def trade_fields(judged: Iterable[Judged]) -> list[Tally]:
    """Return how often the details of a mail were right."""
    tallies = {
        name: Tally(name)
        for name in (
            "new_text has",
            "new_text lacks",
            "amounts of quotes (all found)",
            "incoterms of quotes",
            "return date",
            "language",
            "greeting name",
        )
    }
    for one in judged:
        label, text = one.label, squeezed(one.message.new_text)
        for probe in label["new_text_has"]:
            tallies["new_text has"].add(squeezed(probe) in text, f"{one.file} lost: {probe}")
        for probe in label["new_text_lacks"]:
            tallies["new_text lacks"].add(squeezed(probe) not in text, f"{one.file} kept: {probe}")
        if label["kind"] == "quote":
            wanted = {(Decimal(amount["value"]), amount["currency"]) for amount in label["amounts"]}
            found = {(amount.value, amount.currency) for amount in one.facts.amounts}
            tallies["amounts of quotes (all found)"].add(
                wanted <= found, f"{one.file} missing {wanted - found}, has {found}"
            )
            terms = set(label["incoterms"])
            tallies["incoterms of quotes"].add(
                terms <= set(one.facts.incoterms), f"{one.file} {terms} {one.facts.incoterms}"
            )
        if label["kind"] == "auto_reply":
            got = one.facts.return_date.isoformat() if one.facts.return_date else None
            tallies["return date"].add(
                got == label["return_date"], f"{one.file} wanted {label['return_date']} got {got}"
            )
        if label["language"]:
            tallies["language"].add(
                one.facts.language == label["language"],
                f"{one.file} wanted {label['language']} got {one.facts.language}",
            )
        if label["sender_name_for_greeting"] and label["direction"] == "inbound":
            tallies["greeting name"].add(*greeting(one))
    return list(tallies.values())


def greeting(one: Judged) -> tuple[bool, str]:
    """Return whether the name is right or neutral: never swapped, never a name where there is none."""
    wanted, name = one.label["sender_name_for_greeting"], one.facts.name
    if name is None or not name.sure:
        return True, ""
    given, family = wanted["given"], wanted["family"]
    ok = (not name.given or not given or name.given == given) and (
        not name.family or not family or name.family == family
    )
    ok = ok and not (given is None and family is None and bool(name.given or name.family))
    return ok, f"{one.file} wanted {given}|{family} got {name.given}|{name.family}"


# --- real ----------------------------------------------------------------------------------------------------------
def real(lexicon: Lexicon, constructed: bool = False) -> list[Judged]:
    """Return the real (or the constructed) set judged by kind; ambiguous ones are left out."""
    judged = []
    file = "messages_constructed.jsonl" if constructed else "messages.jsonl"
    for label in rows(DATA / "real" / file):
        if label["label"] == "ambiguous":
            continue
        message = read((DATA / "real" / label["file"]).read_bytes())
        sender = message.sender.address
        if constructed:
            outbound = label["dir"] == "out"
            host = sender.rsplit("@", 1)[-1]
            me = Me(
                addresses=frozenset({sender} if outbound else {one.address for one in message.to}),
                domains=frozenset({host} if outbound else ()),
            )
        else:
            me = real_owner(message, label)
            outbound = sender in me.addresses
        facts = understand(message, me, lexicon, role=Role.SENT if outbound else None)
        wanted = REAL_KINDS.get(label["label"], {label["label"]})
        got = str(facts.kind)
        judged.append(
            Judged(label["file"], label["label"], label["label"] if got in wanted else got, label, message, facts)
        )
    return judged


def real_owner(message: Message, label: dict[str, Any]) -> Me:
    """Return whose mailbox a real mail was in: Enron staff where one takes part, else the recipient's.

    The address of a list is nobody's own; of a mail to many only those in whose house the mailbox was are its owner.
    """
    sender = message.sender.address
    if REAL_OWN.search(sender) and label["label"] not in {"bounce", "auto_reply", "bulk"}:
        return Me(addresses=frozenset({sender}), domains=frozenset({"enron.com"}))
    people = {one.address for one in (*message.to, *message.cc) if one.address and one.address != sender}
    if label["file"].startswith("enron-"):
        owner = f"{label['file'].split('/')[1].partition('_')[0]}@enron.com"  # also where the mail hides its recipients
        return Me(addresses=frozenset({owner} | {one for one in people if REAL_OWN.search(one)}))
    # The labels of machines' mail do not follow our order "internal first": no domains.
    return Me(addresses=frozenset(one for one in people if not companies.is_list(one)))


# --- collections ---------------------------------------------------------------------------------------------------
def robots(lexicon: Lexicon) -> list[Tally]:
    """Return recall on the bounce and auto-reply collections (every file there is one)."""
    tallies: list[Tally] = []
    for folder, kind in (("bounces", Kind.BOUNCE), ("autoreply", Kind.AUTO_REPLY)):
        by_source: dict[str, Tally] = defaultdict(lambda: Tally(""))
        for file in sorted((DATA / folder).rglob("*")):
            if not file.is_file() or file.suffix.lower() in {".md", ".py"} or file.name.startswith("LICEN"):
                continue
            if folder == "bounces" and NO_BOUNCE.search(str(file.relative_to(DATA))):
                continue
            source = file.relative_to(DATA / folder).parts[0] if folder == "bounces" else ""
            tally = by_source[source]
            tally.name = f"{folder} {source}".strip()
            message = read(file.read_bytes())
            me = Me(addresses=frozenset(one.address for one in message.to if one.address))
            facts = understand(message, me, lexicon)
            tally.add(facts.kind is kind, f"{folder} {file.relative_to(DATA)}: {facts.kind} ({message.subject[:60]})")
        tallies.extend(by_source.values())
    return tallies


def splits() -> list[Tally]:
    """Return exact matches (white space aside) of new text on the body-splitting sets."""
    return [enron_splits(), discourse_splits(), crisp_splits(), talon_splits()]


def compact(text: str) -> str:
    return re.sub(r"\s+", "", text)


def enron_splits() -> Tally:
    """Return the match on 25 real bodies; their expected text keeps the signature, so ours is put back."""
    tally = Tally("split: real business mail")
    path = DATA / "bodysplit" / "enron_split.json"
    for row in json.loads(path.read_text(encoding="utf-8")) if path.exists() else []:
        got = split(row["text"])
        whole = compact(got.new_text + (got.signature or ""))
        wanted = compact(row["new"] or "")
        tally.add(wanted in {whole, compact(got.new_text)}, f"enron {row['id']}: {got.new_text[-200:]!r}")
    return tally


def discourse_splits() -> Tally:
    tally = Tally("split: discourse")
    folder = DATA / "bodysplit" / "ert"
    for file in sorted((folder / "trimmed").glob("*.txt")):
        mail = folder / "emails" / file.name
        if mail.exists():
            got = split(mail.read_text(encoding="utf-8"))
            # Their policy keeps quotes that stand above the first answer; ours (definitions) never does.
            kept = "\n".join(line for line in file.read_text(encoding="utf-8").split("\n") if not line.startswith(">"))
            whole = compact(got.new_text + (got.signature or ""))
            tally.add(
                compact(kept) in {compact(got.new_text), whole}, f"discourse {file.name}: {got.new_text[-200:]!r}"
            )
    return tally


def crisp_splits() -> Tally:
    """Return the match on crisp's lorem ipsum mails; the expected text is their common first paragraph."""
    tally = Tally("split: crisp lorem")
    folder = DATA / "bodysplit" / "crisp" / "fixtures"
    texts = {file.name: file.read_text(encoding="utf-8", errors="replace") for file in sorted(folder.glob("*.txt"))}
    for name, text in texts.items():
        if text.lstrip().startswith("Fusce bibendum"):
            got = compact(split(text).new_text)
            last = "aliquet nec nec nibh."
            wanted = (
                compact(text[: text.find(last) + len(last)]) if last in text else compact(text[: text.find("\n\n")])
            )
            tally.add(got == wanted, f"crisp {name}: {split(text).new_text[-250:]!r}")
    return tally


def talon_splits() -> Tally:
    tally = Tally("split: talon plain")
    folder = DATA / "bodysplit" / "talon" / "fixtures" / "standard_replies"
    for file in sorted(folder.glob("*.eml")):
        wanted_file = file.with_name(file.stem + "_reply_text")
        wanted = wanted_file.read_text(encoding="utf-8") if wanted_file.exists() else "Hello"
        got = read(file.read_bytes()).new_text
        tally.add(
            compact(got) == compact(wanted.replace("Sent from my iPhone", "")), f"talon {file.name}: {got[-200:]!r}"
        )
    return tally


# --- printing ------------------------------------------------------------------------------------------------------
def rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def table(name: str, judged: list[Judged], misses: bool) -> None:
    """Print precision and recall per kind, macro F1, and the misses if asked."""
    if not judged:
        return
    right = Counter(one.wanted for one in judged if one.got == one.wanted)
    wanted, got = Counter(one.wanted for one in judged), Counter(one.got for one in judged)
    print(f"\n{name}: {sum(right.values())} of {len(judged)} kinds right")
    scores = []
    for kind in sorted(wanted | got):
        precision = right[kind] / got[kind] if got[kind] else 0.0
        recall = right[kind] / wanted[kind] if wanted[kind] else 0.0
        if wanted[kind]:
            scores.append(2 * precision * recall / (precision + recall) if precision + recall else 0.0)
        print(f"  {kind:<26} n={wanted[kind]:<4} P={precision:.3f} R={recall:.3f}")
    print(f"  macro F1 {sum(scores) / len(scores):.3f}")
    if misses:
        for one in judged:
            if one.got != one.wanted:
                said = "; ".join(f"{e.what}={e.text[:40]}" for e in one.facts.evidence[:4])
                print(f"    {one.file}: wanted {one.wanted}, got {one.got} | {one.label.get('why', '')[:60]} | {said}")


def show(tallies: Iterable[Tally], misses: bool) -> None:
    for tally in tallies:
        if tally.total:
            print("  " + tally.line())
            for miss in tally.misses if misses else ():
                print(f"      {miss}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list every wrong one")
    parser.add_argument("--only", choices=["trade", "fields", "real", "robots", "splits", "goals"], help="one part")
    options = parser.parse_args()
    lexicon = lexicons.builtin()
    wants = {options.only} if options.only else {"trade", "fields", "real", "robots", "splits", "goals"}
    if wants & {"trade", "fields"}:
        judged = trade(lexicon)
        if "trade" in wants:
            table("trade", judged, options.misses)
        if "fields" in wants:
            print("\ntrade, details")
            show(trade_fields(judged), options.misses)
    if "real" in wants:
        table("real", real(lexicon), options.misses)
        table("constructed", real(lexicon, constructed=True), options.misses)
    if "robots" in wants:
        print("\nmachines (recall)")
        show(robots(lexicon), options.misses)
    if "splits" in wants:
        print("\nbody splitting (exact, white space aside)")
        show(splits(), options.misses)
    if "goals" in wants:
        from bench import goals  # measured with the functions above

        goals.show(goals.reached(lexicon), options.misses)


if __name__ == "__main__":
    main()
