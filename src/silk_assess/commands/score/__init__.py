"""The command score."""
