"""What every test may ask for: the servers of tests/servers."""

pytest_plugins = ["tests.servers.fixtures"]
