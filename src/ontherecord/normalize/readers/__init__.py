"""Readers of raw formats, one module each; `formats` has the table of them."""
