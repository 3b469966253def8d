"""What is done with a mail."""
