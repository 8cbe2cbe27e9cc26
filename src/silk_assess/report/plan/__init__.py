"""A plan as a page, as text to be sent, as part of a report and as dates for a calendar."""
