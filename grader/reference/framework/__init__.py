"""A framework in NumPy with the names of PyTorch and Keras: what chapter 11 asks for.

module      what it holds                                                        exercises
modules     Parameter, Linear, Sigmoid, ReLU, Sequential, as in torch.nn         55
tape        Tensor, Variable, Tape, Dense, as in TensorFlow and Keras            56
loader      ArrayDataset, DataLoader, as in torch.utils.data                     57
groups      SGD and Adam with groups of parameters, as in torch.optim            58
digits      seven-segment digits and a network that reads them                   59
"""
