import torch


def softmax(z):
    return torch.softmax(torch.tensor(z), -1).numpy()
