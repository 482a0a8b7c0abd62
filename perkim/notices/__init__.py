"""Messages to people: shown in the portal, and told by e-mail as one digest instead of one mail for each."""
