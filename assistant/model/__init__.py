"""The nouns of the house: frozen values, standard library only, no behaviour beyond tiny derivations.

The order of the flow: `ids`, `mail` -> `meaning` -> `history` -> `judgement` -> `desk`. Everything is exported here, so
that `from assistant.model import Touch` is all that the rest of the house needs to know. The words are those of
docs/glossary.md.
"""

from assistant.model.desk import Draft, Enclosed, JournalEntry, Wording
from assistant.model.history import (
    OPEN_STATES,
    PERSONAL,
    Coverage,
    Customer,
    DraftState,
    ForeignDraft,
    Grade,
    Heat,
    History,
    PastDraft,
    Person,
    Rung,
    Settings,
    Stage,
    Touch,
)
from assistant.model.ids import CustomerNumber, DraftId, MessageId, Uid
from assistant.model.judgement import Action, Decision, Occasion, Quiet, Reason, RunnerUp, Standing, Weighed
from assistant.model.mail import Address, Attachment, Message, RawMail, Role
from assistant.model.meaning import (
    HUMAN_KINDS,
    Amount,
    Colleague,
    Direction,
    Evidence,
    Facts,
    Kind,
    Me,
    PersonName,
    Signal,
)

__all__ = [
    "HUMAN_KINDS",
    "OPEN_STATES",
    "PERSONAL",
    "Action",
    "Address",
    "Amount",
    "Attachment",
    "Colleague",
    "Coverage",
    "Customer",
    "CustomerNumber",
    "Decision",
    "Direction",
    "Draft",
    "DraftId",
    "DraftState",
    "Enclosed",
    "Evidence",
    "Facts",
    "ForeignDraft",
    "Grade",
    "Heat",
    "History",
    "JournalEntry",
    "Kind",
    "Me",
    "Message",
    "MessageId",
    "Occasion",
    "PastDraft",
    "Person",
    "PersonName",
    "Quiet",
    "RawMail",
    "Reason",
    "Role",
    "Rung",
    "RunnerUp",
    "Settings",
    "Signal",
    "Stage",
    "Standing",
    "Touch",
    "Uid",
    "Weighed",
    "Wording",
]
