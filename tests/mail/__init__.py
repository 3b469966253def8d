"""Mailboxes of every kind, with their servers' quirks."""
