"""Invented reviews for the demo directory: see making.py."""
