"""The learner's classes and functions beside those of a real framework, on the same numbers. Nothing here gives points."""
