"""What a learner has done, and what comes next: progress in the user's state folder, the order of the exercises, starters."""
