"""The only writers of ledger, measures and reports. Each locks the case first and is written to its log."""
