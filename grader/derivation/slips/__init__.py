"""What a wrong step is: the one slip that makes exactly the learner's numbers, or the one change that makes the line right."""
