"""Taking a text out of everything: the records, the caches, and every output of a build."""
