"""The configuration and what is wrong with one."""
