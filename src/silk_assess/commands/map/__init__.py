"""The command map."""
