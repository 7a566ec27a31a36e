"""nyx-audit: audits government web sites for what keeps people out, and scores them."""

__version__ = "0.1.0"
