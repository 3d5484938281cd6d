"""Figures -> checked tables, relations, releases, descriptor. Knows nothing of texts."""
