"""The commands of a teacher, apart from their words."""
