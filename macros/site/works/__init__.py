"""One work in every format: references, CSL, BibTeX, RIS, Zotero, and the ways to its original."""
