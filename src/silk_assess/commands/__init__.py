"""One folder a command: what it does, and what it prints."""
