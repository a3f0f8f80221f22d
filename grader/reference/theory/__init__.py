"""Why networks work, and when they do not: what chapter 12 asks for.

module      what it holds                                                        exercises
collapse    linear layers that are one, the affine map of a ReLU network         60
fading      a gradient on its way back through many layers                       61
rates       how fast gradient descent may go                                     62
valleys     descents from several starts                                         63
averages    gradients of batches, right on average                               64
folding     pieces of a function made of ReLUs, in depth and in width            65
coordinates features that make a linear fit enough                               66
tables      gaps and words of a table made ready for a network                   67
"""
