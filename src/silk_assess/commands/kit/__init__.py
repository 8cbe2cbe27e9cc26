"""`kit`: a workbook to be answered in."""
