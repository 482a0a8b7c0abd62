"""The only writers of ledger, measures and reports. Each takes the case's lock first and stands in its log."""
