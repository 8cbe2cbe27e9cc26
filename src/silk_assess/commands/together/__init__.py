"""The command `together`."""
