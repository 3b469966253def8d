"""The units under which the service runs."""
