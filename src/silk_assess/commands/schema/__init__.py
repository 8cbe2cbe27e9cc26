"""The command schema."""
