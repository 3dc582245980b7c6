"""Two documents or speakers side by side: what a comparison is made of."""
