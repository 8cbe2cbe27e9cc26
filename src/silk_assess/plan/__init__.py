"""What an organisation means to do, by whom and until when, held against what its answers show."""
