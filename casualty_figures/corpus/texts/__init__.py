"""The texts of a corpus: from files to numbered batches. Knows nothing of figures."""
