"""The records against those of another branch."""
