"""When: dates and parts of the year as people write them in fifteen languages, and what they mean for us."""
