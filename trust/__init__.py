"""Proofs by numbers that what is wrong gets caught: `python -m trust`, or `make trust`."""
