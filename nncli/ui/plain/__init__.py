"""Output without rich, for what needs no laying out: rich takes longer to load than such a command takes."""
