"""What is said of a check: the report, the patterns among wrong entries, sentences and a table."""
