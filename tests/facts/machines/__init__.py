"""Machines' mail and people's beside it."""
