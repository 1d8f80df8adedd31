"""The rules as a book: a list of all, what each marks and leaves, whether that is so, and the reference."""
