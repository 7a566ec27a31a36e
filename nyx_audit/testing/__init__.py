"""The plugin for pytest: pages that a test holds are audited in the state that the test brought them to."""
