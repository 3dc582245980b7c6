"""New records: skeletons with every field explained, and works taken over from what a reference manager copies."""
