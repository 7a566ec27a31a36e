"""The version of this program: part of every result, and of the user agent."""

VERSION = "0.1.0"
