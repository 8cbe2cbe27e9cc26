"""What one organisation has answered, read against a questionnaire; and which state each question is in."""
