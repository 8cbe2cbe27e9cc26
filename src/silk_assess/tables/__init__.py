"""Tables of answers without a disk: which column is what, and what a cell means to its question."""
