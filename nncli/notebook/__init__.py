"""In the notebook: what was run is graded, by a judge that lives as long as the kernel."""
