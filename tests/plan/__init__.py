"""Whether, when, to whom and about what to write."""
