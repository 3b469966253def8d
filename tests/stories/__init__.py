"""Whole mailboxes over days and a year."""
