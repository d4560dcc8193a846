"""People correct the machine: their corrections move into annotation tools, back, and over to a changed text.

`alignment` and `carry` take corrections over to another text of the same article; `sheet` is the form in which an
annotated article is shown to a tool, `read_back` what comes back from it, and `formats` the tools.
"""
