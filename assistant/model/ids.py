"""Identifiers that must never be mixed up."""

from typing import NewType

Uid = NewType("Uid", int)
MessageId = NewType("MessageId", str)  # without angle brackets; made from a content hash where the mail has none
CustomerNumber = NewType("CustomerNumber", int)
DraftId = NewType("DraftId", str)
