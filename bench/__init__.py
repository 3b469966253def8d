"""Measurements: speed against the alternatives (`run`), understanding (`accuracy`), story mailboxes (`stories`)."""
