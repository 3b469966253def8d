"""Letters in fifteen languages."""
