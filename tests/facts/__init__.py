"""Understanding: from bytes to facts and customers."""
