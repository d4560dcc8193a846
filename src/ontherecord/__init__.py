"""An annotated news corpus and the toolchain that makes it: who said what, for whom, and when."""
