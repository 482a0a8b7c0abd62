"""Official values with dates and legal basis; days off and office hours. What the domain marks [P], [B] or [D]."""
