"""Derivations graded line by line: a learner's text is data, read by bounded code and never run.

declaration   a derivation in its author's words: start, ranges, definitions, waypoints, slips
reading/      a line -> a tree, or a sentence that says what to write instead
values/       trees -> numbers at the points where lines are compared; derivatives carried out exactly
problem       a declared derivation made ready: names, definitions, points
steps/        does each line follow, which waypoints are reached, what is shown of a wrong step
slips/        the name of a wrong step, verified at all points; `playing` makes wrong derivations for audits and tests
expressions, indices, writing, unreadable    trees, their indices, trees as text, the bounds and the exception
"""
