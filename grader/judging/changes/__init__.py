"""One change of a worked solution that gives exactly the wrong values: what a mistake is called that no row knows."""
