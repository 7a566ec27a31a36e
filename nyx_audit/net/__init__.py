"""All that leaves the program outside of the browser, and what decides whether it may: addresses, robots.txt, pace."""
