"""What GitHub reads from this repository: files that repeat its identity, and settings that protect people."""
