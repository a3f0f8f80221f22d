"""Reports and pictures as pages: one file, no script needed, no network."""
