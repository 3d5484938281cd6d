"""Attacks, flights and other events that are counted, denied or measured."""
