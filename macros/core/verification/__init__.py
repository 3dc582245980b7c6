"""The records compared with the captured texts."""
