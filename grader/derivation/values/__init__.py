"""Trees -> numbers at the points where lines are compared: definitions, exact derivatives, evaluation, equality."""
