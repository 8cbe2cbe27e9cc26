"""The command samples."""
