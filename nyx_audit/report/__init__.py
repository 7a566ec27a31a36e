"""The reports: each a pure function of one summary."""
