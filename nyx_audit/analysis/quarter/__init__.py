"""The quarterly report: what the history says of agencies over four quarters, as one record. Pure.

`records` are what it takes and gives, `build` makes the record, and `tasks`, `duties` and `evidence` parts of it.
"""
