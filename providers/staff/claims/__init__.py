"""Claiming a practice: asking for it, proving it, and an admin's decision."""
