"""Learning from corrections: the smallest rule that puts a page right, what else it would change, and the file it is written to."""
