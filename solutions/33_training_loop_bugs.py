"""Exercise 33, solved: six faults in one loop."""

import numpy as np


def train(api, X, y, epochs, batch_size):
    """Train a 2-4-1 classifier; return the loss and the accuracy of every epoch.

    X: float array (n, 2); y: float array (n,) of 0 and 1
    epochs, batch_size: ints >= 1

    Returns {"loss": list of floats, "accuracy": list of floats in percent}, one
    entry per epoch.

    api behaves like PyTorch and is handed in by the grader:

    api.Loader(X, y, batch_size, shuffle=False)
        Iterating over it is one epoch of pairs x_batch (k, 2), y_batch (k,); with
        shuffle=True in a new random order each time.
    api.Net(n_in, n_hidden)
        Calling it on x_batch gives a Tensor of scores (k, 1), before any sigmoid.
        Call it once per batch. It has .parameters().
    api.sigmoid(t)
        Tensor of probabilities. Tensors have .shape, .reshape(...) and .ravel().
    api.BCEWithLogitsLoss(), api.BCELoss()
        The first takes scores, the second probabilities. criterion(t, y) is the
        mean over all entries after broadcasting t against y. The result has .item()
        and .backward(), which adds to the gradients of the parameters.
    api.SGD(params, lr)
        Has .zero_grad() and .step().
    api.count_errors(t, y)
        Number of wrong decisions in a batch, for scores or probabilities of any
        shape.
    """
    # A loader serves the examples in the order given unless it is told to shuffle.
    loader = api.Loader(X, y, batch_size, shuffle=True)
    model = api.Net(2, 4)
    opt = api.SGD(model.parameters(), lr=0.5)
    criterion = api.BCEWithLogitsLoss()
    history = {"loss": [], "accuracy": []}
    for epoch in range(epochs):
        error = 0
        total = 0
        batch_losses = []
        for x_batch, y_batch in loader:
            # backward adds to the gradients, so each batch begins by clearing them.
            opt.zero_grad()
            # This loss applies the sigmoid itself: it gets the scores. And they come
            # as (k, 1): ravel makes them (k,) like the labels, or every score would
            # be compared with every label.
            out = model(x_batch).ravel()
            loss = criterion(out, y_batch)
            batch_losses.append(loss.item())
            # The step uses the gradients that backward has just computed.
            loss.backward()
            opt.step()
            # Inside the loop: every batch of the epoch counts.
            error += api.count_errors(out, y_batch)
            total += len(y_batch)
        history["loss"].append(float(np.mean(batch_losses)))
        history["accuracy"].append(100 * (1 - error / total))
    return history
