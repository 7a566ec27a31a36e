"""The rule catalogue: loads and validates `rules/`, and says which evidence a set of rules needs."""
