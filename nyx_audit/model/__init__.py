"""The vocabulary: frozen records that every other package shares. Imports nothing of ours."""
