"""Runs the examples of rules in the browser: exactly the listed targets, no others."""
