"""Turns evidence into outcomes. Pure."""
