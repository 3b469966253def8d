"""The memory of the house. The only door is `store.Ledger`; rows never leave this package, values of model.py do."""
