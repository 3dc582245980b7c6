"""What a code host reads of this repository: files that follow from its identity, and settings that protect people."""
