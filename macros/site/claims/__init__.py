"""Claims as they are shown: one row each, with its chain."""
