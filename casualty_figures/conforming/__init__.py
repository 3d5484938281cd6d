"""The conformance kit: load passages, compare what a reader finds with what must come out."""
