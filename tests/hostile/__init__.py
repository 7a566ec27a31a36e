"""Hosts and pages that would spoil a night, and what must become of each: alone, and among sound pages."""
