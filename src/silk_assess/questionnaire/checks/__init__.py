"""Faults of a questionnaire whose shape is right: ids, numbers, conditions and gates."""
