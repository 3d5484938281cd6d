"""What stands around a figure: when, where, who says so, who did it."""
