"""`nncli watch`: saves are noticed, graded by workers that stay warm, and shown in the same screen, while keys are read."""
