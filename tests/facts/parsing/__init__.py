"""Reading: from bytes to headers, new words, history and signature."""
