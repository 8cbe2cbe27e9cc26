"""The interview without a terminal: what comes next, and what a typed line does."""
