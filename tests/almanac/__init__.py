"""Countries, feasts, zones and the notations of many lands."""
