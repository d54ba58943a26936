"""The honesty check: what a guide says must carry its source, its dates and plain words."""
