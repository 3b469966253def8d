"""`followup demo`: the whole loop with nothing to set up, on a private IMAP server and an invented mailbox.

`seed` writes the mailbox, `server` runs it, `scene` puts daemon and files together, `actor` plays customer and
seller.
"""
