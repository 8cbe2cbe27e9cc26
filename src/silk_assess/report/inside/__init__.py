"""What a report was drawn from, inside the report itself."""
