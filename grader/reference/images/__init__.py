"""Layers for images, forward and backward. Images are (N, C, H, W): examples, channels, rows, columns, as in PyTorch.

module         what it holds                                                          exercises
convolution    sizes and parameters of a convolution, forward and backward            46 47
pooling        max pooling and mean pooling                                           48
"""
