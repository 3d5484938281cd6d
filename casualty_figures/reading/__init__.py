"""A text -> figures. Knows nothing of tables."""
