"""How a text is laid out: sentences, headlines, quotations, datelines, tokens."""
