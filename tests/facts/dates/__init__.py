"""Days that people name."""
