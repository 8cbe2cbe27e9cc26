"""JSON Schema of the files that are read and written, drawn from the models and from one questionnaire's ids."""
