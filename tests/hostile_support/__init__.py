"""Hostile submissions: what they are, where they are put, what they may not have done.

samples     tests/hostile/NAME: its goal, what it may earn, and the file or folder that it makes
course      a folder worth attacking, with planted secrets, and whether anything in it has changed
processes   which processes are left
naive       the usual class grader, which does everything in one process (its own program)
material    random values, frames and sources, for tests/test_fuzz.py
control     every sample against the naive grader -> the table in tests/hostile/README.md
"""
