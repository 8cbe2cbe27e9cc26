"""The command why."""
