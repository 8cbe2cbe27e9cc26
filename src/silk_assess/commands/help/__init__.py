"""The command help."""
