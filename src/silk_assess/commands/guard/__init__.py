"""`guard`: hold a result to what is asked of it."""
