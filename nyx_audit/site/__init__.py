"""What is known of a site beyond one page: what its pages are for, how they hang together, what its host answers."""
