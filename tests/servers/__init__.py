"""Real mail servers for tests: a private Dovecot, pymap, and proxies that take abilities away."""
