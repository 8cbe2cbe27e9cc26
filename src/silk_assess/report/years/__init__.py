"""A comparison of two years as an object, as a page and as text."""
