"""Functions of other libraries as a forward and a backward pass. Each library is imported when it is first used."""
