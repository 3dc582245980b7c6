"""Commands of `python -m macros` that need more than a few lines."""
