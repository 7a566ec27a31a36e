"""The only part that meets a browser: it gathers evidence of pages and judges nothing."""
