"""Which pages a crawl visits, in which order, and why others are left out. Pure: no browser, no network."""
