"""The corpus: invented mails and tables of mails, as files."""

from tests.given import ROOT

CORPUS = ROOT / "tests" / "corpus"
MAILS = tuple(sorted(CORPUS.glob("*.eml")))
