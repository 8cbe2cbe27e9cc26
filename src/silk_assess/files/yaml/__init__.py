"""Strict YAML: texts, lists and mappings, each fault with its place."""
