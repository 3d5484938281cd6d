"""What words mean: the vocabulary, and what single words and phrases say."""
