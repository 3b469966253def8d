"""Words and phrases of trade mail in fifteen languages, as data.

Public: `load`, `builtin`, `Lexicon`, `Phrase`, `Hit`, `Likely`, `fold`, `UNSPACED`.
"""

from assistant.facts.lexicon.fold import fold as fold
from assistant.facts.lexicon.load import builtin as builtin
from assistant.facts.lexicon.load import load as load
from assistant.facts.lexicon.matcher import Hit as Hit
from assistant.facts.lexicon.matcher import Lexicon as Lexicon
from assistant.facts.lexicon.matcher import Likely as Likely
from assistant.facts.lexicon.pattern import UNSPACED as UNSPACED
from assistant.facts.lexicon.pattern import Phrase as Phrase
