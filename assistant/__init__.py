"""followup-assistant: keeps a seller from losing a customer to silence. Start reading at docs/flow.md."""
