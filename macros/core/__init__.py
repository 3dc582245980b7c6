"""What is true: files, records, relations and rules. Knows nothing of any site generator."""
