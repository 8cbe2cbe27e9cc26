"""The command ask."""
