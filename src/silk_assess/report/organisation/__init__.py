"""The report of one organisation: a view model, ready to print."""
