"""perkim: case-management portal of a regency housing agency."""
