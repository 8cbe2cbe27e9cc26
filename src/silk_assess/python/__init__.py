"""The program as Python programs use it: what `import silk_assess` offers. Documented in docs/python.md."""
