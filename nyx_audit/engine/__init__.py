"""The run: frontier, browser, judge and store brought together; it survives what pages and hosts do to it."""
