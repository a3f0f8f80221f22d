"""The accuracy is taken in a second pass over the loader, so the network sees every example twice in an epoch."""

import numpy as np


def train(api, X, y, epochs, batch_size):
    loader = api.Loader(X, y, batch_size, shuffle=True)
    model = api.Net(2, 4)
    opt = api.SGD(model.parameters(), lr=0.5)
    criterion = api.BCEWithLogitsLoss()
    history = {"loss": [], "accuracy": []}
    for epoch in range(epochs):
        batch_losses = []
        for x_batch, y_batch in loader:
            opt.zero_grad()
            loss = criterion(model(x_batch), y_batch.reshape(-1, 1))
            batch_losses.append(loss.item())
            loss.backward()
            opt.step()
        error = sum(api.count_errors(model(x_batch), y_batch) for x_batch, y_batch in loader)
        history["loss"].append(float(np.mean(batch_losses)))
        history["accuracy"].append(100 * (1 - error / len(X)))
    return history
