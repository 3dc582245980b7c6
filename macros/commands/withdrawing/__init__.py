"""Removing a text everywhere: from the records, the caches, and every output of a build."""
