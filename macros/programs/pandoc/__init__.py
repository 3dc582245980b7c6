"""The CSL processor: the only part that runs pandoc, and that keeps what it rendered."""
