"""What other systems take of a class: see each module for whose columns it writes."""
