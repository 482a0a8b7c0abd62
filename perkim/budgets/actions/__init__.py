"""The only writers of what households plan to spend. Each locks the case first and is written to its log."""
