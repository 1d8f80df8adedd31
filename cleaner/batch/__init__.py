"""Cleaning many pages: directories, lists of files and JSON Lines, on all cores, without ever losing or half-writing a file.

    walk, names -> plan -> jobs (page, in processes of its own) -> sinks, state, log

`run.run` is the whole of it.
"""
