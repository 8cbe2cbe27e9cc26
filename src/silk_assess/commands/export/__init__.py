"""`silk-assess export`: a questionnaire as a form of another program."""
