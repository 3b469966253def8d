"""WORDS, pure: from a decision to the text of a draft.

Public: `book.load`, `book.check`, `write.write`, `preview.preview`, `lint.lint`. Texts live in the phrasebook
(data), never here; docs/phrasebook.md tells how it is written.
"""
