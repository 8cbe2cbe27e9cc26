"""Many inputs into one folder, whole or not at all."""
