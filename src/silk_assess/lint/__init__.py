"""What is doubtful in a questionnaire that can be scored, for its author."""
