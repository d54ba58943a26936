"""The national registry of providers (NPPES), as far as it serves to check claims."""
