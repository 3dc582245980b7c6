"""What can be found, and where a result lands."""
