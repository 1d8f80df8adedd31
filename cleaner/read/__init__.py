"""Readers: a `Source` becomes a `Page` of blocks. One module a kind of input; `text` reads plain page text."""
