"""What is shown: addresses, pages, tables and files, made from an archive."""
