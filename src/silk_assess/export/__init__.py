"""A questionnaire as others ask it: forms for other programs."""
