"""Workbooks that are written: scores for a spreadsheet, and kits to be answered in."""
