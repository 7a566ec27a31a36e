"""The history: runs, their pages and findings, kept in SQLite or PostgreSQL.

`History` is in `history.py`. Nothing is imported here, so that a command that needs no history does not pay for it.
"""
