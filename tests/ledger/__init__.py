"""What is remembered, and what is drawn from it."""
