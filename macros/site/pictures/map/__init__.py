"""The map of the border region."""
