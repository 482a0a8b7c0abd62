"""The only writers of visits and photos. Each takes the case's lock first and stands in its log."""
