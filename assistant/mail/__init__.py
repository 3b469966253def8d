"""Transport: folders and mails as a server, a Maildir or an mbox holds them. Nothing here judges a mail."""
