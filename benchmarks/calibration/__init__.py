"""Does the score put pages in the order, and the band, that people agree on? See `__main__.py`."""
