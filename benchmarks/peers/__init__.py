"""Throughput beside other programs: see `__main__.py`."""
