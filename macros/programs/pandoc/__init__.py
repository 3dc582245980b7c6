"""The CSL processor: the only part that runs pandoc, and the store of what it rendered."""
