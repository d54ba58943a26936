"""From the Markdown of a guide to what its page shows."""
