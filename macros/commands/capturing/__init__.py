"""A reading becomes a capture: its passages get new numbers wherever records name them."""
