"""The command new."""
