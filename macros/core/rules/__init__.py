"""The rules that every record keeps, a module a subject; `rulebook` lists them."""
