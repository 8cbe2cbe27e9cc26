"""The agenda of several voices around a table: as a page, as text, and as an object for programs."""
