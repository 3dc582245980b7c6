"""What a command that cannot do what it was asked says."""

from __future__ import annotations


class RefusedError(Exception):
    """Nothing is written; the message says why, and what would be right."""
