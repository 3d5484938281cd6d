"""How a sentence counts people: phrases, clauses, links between people and what befell them."""
