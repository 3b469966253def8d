"""What the seller types, and what he reads."""
