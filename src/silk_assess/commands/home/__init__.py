"""The command home."""
