"""A raw mail taken apart: headers, texts, files, what its writer wrote now, the history below, the signature."""
