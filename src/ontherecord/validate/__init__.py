"""Validate annotated articles, level by level: files, schema, each record in itself, the corpus."""

from ontherecord.validate.levels import validate

__all__ = ["validate"]
