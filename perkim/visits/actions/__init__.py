"""The only writers of visits and photos. Each locks the case first and is written to its log."""
