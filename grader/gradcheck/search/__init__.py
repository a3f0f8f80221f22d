"""Which entries to measure: all of them (sweep), those behind a wrong sum (bisection), those on kinks."""
