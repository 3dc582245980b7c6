"""Whatever starts a program or uses the net."""
