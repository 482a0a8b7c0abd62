"""Files as offices send them, read into lines of cells: XLSX and CSV."""
