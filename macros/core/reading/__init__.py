"""From files to records: text, YAML and BibTeX with the line of each value, annotations and pages with their calls."""
