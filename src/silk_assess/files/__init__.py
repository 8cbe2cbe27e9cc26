"""Everything read from and written to the disk."""
