"""The run as a library: check named pages, audit whole sites. The command line is a caller like any other."""
