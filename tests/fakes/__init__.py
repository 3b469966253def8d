"""Real second implementations of protocols, in memory or in one file."""
