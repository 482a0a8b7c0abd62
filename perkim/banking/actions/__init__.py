"""What changes bank accounts, one file for each kind of change."""
