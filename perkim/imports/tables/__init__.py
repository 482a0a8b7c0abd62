"""Lines of cells read as a table: its heading, its rows, and what stands between them."""
