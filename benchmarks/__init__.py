"""Measurements of DESIGN section 9 on invented archives."""
