"""Findings of `check` and `samples` for machines, each in the words of its own format."""
