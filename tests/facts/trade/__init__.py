"""Prices, terms and goods."""
