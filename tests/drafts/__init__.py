"""Drafts: placed once, seen in every shape, taken back untouched."""
