"""Who writes: companies, names, contacts, conversations."""
