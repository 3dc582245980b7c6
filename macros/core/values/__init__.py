"""The types of single values, one file a type: dates, counts, ids, and what a field may hold."""
