"""A page for a curator to look over: a text with its marks, and its figures beside it."""
