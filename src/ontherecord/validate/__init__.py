"""Validate annotated articles, level by level: files, schema, each record in itself, the corpus, rights and release."""

from ontherecord.validate.levels import LAST_LEVEL, Options, validate

__all__ = ["LAST_LEVEL", "Options", "validate"]
