"""The version of the program, in one place."""

VERSION = "0.2.0"
