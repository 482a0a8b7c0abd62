"""The admin's screens of accounts: made, given roles, closed, printed. Who signs in is the matter of `accounts`."""
