"""References as other programs write them, read as works: BibTeX, BibLaTeX, RIS and CSL-JSON, in any usual encoding."""
