"""Slopes from ladders of steps, each with an error bar that holds."""
