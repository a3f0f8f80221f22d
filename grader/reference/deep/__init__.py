"""Training that holds: what keeps a deep network from fading, exploding or learning by heart.

module          what it holds                                               exercises
initialisation  the spread of random weights, and the signal behind it      39
regularisation  a price on weights, units switched off at random            40
normalisation   batch, layer and root-mean-square normalisation             41 42
adaptive        Adagrad, RMSprop, Adadelta, AdamW                           43
schedules       learning rates that change, gradients that are shortened    44
precision       float16, and a step that survives it                        45
"""
