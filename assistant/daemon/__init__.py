"""The pass that repeats: read, understand, remember, judge, place, watch. Start at `cycle`."""
