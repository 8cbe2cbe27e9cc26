"""What a questionnaire is: its questions, nodes, rules and conditions, checked and compiled to a tree."""
