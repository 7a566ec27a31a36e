"""`python -m nyx_audit`."""

from nyx_audit.cli import main

main()
