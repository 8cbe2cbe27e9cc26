"""A questionnaire as its files spell it: pydantic models that mirror docs/format.md key by key."""
