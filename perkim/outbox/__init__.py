"""Outside work (mail, rendering, push): rows written with the change they belong to, done afterwards, surely."""
