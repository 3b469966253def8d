"""Whose mail it is: companies, parties, names and signatures, and which mail of ours it answers."""
