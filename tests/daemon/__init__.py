"""The service: reading, judging, placing, and the morning's letter."""
