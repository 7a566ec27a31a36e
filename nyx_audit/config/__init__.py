"""The configuration: the keys of sites.yaml, and what they mean."""
