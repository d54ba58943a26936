"""What no table has: regions, neighborhoods, landmarks and the names that people use."""
