"""What curators call: texts at hand, marks proposed, located and compared with a new reading."""
