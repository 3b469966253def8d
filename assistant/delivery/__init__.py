"""What goes out besides drafts: the digest for the seller, and the sending of what the seller approved."""
