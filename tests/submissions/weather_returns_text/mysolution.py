def softmax(z):
    return str(z)
