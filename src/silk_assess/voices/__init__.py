"""Several voices on one organisation: the table that they make, on what they differ, and what hangs on it."""
