"""The sentences of the interface: one way to say each thing."""
