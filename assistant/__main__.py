"""`python -m assistant` is the command `followup`."""

from assistant.cli.main import main

main()
