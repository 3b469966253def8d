"""The words that are understood."""
