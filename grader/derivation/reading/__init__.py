"""A learner's line -> a tree, or a sentence that says what cannot be read, where, and what to write instead. Nothing is run."""
