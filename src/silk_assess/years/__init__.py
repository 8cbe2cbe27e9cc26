"""Two answer files of one organisation, an older and a newer one: what changed, and where that comes from."""
