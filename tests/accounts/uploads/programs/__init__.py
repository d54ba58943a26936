"""Programs for the limited process that do what a file could make a library do."""
