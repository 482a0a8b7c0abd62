"""Django's backend for PostgreSQL, for a server that may hang: whoever waits for it has a limit of his own."""
