"""The records against the captured texts."""
