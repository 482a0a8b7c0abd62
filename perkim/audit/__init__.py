"""The log: append-only, chained per subject, sealed into blocks. See `models.py` for what is promised."""
