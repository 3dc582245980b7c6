"""The records compared with those of another branch."""
