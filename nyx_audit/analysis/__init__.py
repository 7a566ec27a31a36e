"""What results mean: the summary, the comparison with earlier runs, trends, quarters. Pure."""
