"""The command: words in, words out."""
