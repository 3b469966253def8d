"""The first mail of a process waits for nothing that could be loaded before it."""

import subprocess
import sys

from tests.given import ROOT

FIRST = """
import time
from pathlib import Path
from assistant.facts.lexicon import builtin
from assistant.facts.parsing.read import read
from assistant.facts.understand import understand
from assistant.model import Me
lexicon, raw = builtin(), Path("tests/corpus/split-outlook-de.eml").read_bytes()
start = time.thread_time()
understand(read(raw), Me(addresses=frozenset({"lin@brightline.example"})), lexicon)
print(time.thread_time() - start)
"""


def test_the_first_mail_of_a_process_is_understood_within_a_tenth_of_a_second() -> None:
    ran = subprocess.run([sys.executable, "-c", FIRST], cwd=ROOT, capture_output=True, text=True, check=True)

    assert float(ran.stdout) < 0.1
