"""The kit: a workbook to be answered in, one organisation a row or a sheet. Source: docs/format.md, Kits."""
