"""Containers of raw input, one module each: compression, archives and crawls; `formats` has the table of them."""
