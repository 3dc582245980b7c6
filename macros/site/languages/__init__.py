"""Languages: marking words in other scripts, labels and clauses."""
