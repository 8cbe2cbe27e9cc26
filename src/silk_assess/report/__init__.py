"""Pages and results as text: one organisation, or many."""
