"""From mails to customers."""
