"""The only writers of what households plan to spend. Each takes the case's lock first and stands in its log."""
