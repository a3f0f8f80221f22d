"""Layers for sequences, forward and backward, up to a transformer block and the loss of a language model.

module            what it holds                                                       exercises
embedding         rows of a table for words                                           49
recurrent         a recurrent layer through time, one step of an LSTM                 50 51
attention         masked scaled dot-product attention                                 52
transformer       positions, heads, and a block with normalisation first              53
language_model    targets, loss, perplexity, probabilities of the next word           54
"""
