"""Annotate normalized articles: organizations, dates, quotations and speakers."""
