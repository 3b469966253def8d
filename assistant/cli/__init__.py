"""The command `followup`: one module per family of commands, loaded only when asked for. Start at `main`."""
