"""What the search finds, and where a result leads."""
