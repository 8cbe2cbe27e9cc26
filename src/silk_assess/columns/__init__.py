"""Many organisations at once: the same values as by rows, worked out column by column in whole numbers."""
