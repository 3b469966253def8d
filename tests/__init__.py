"""Tests of the product; run with pytest."""
