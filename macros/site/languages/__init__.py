"""Languages: words in other letters are marked, labels and sentences stand here."""
