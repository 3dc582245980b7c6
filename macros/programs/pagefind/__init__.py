"""The search index: the only part that runs Pagefind."""
