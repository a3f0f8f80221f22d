"""Four faults are repaired; the accuracy is a share instead of percent, and backward is called twice for each step."""

import numpy as np


def train(api, X, y, epochs, batch_size):
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
            out = model(x_batch).ravel()
            loss = criterion(out, y_batch)
            batch_losses.append(loss.item())
            opt.zero_grad()
            loss.backward()
            opt.zero_grad()
            loss.backward()
            opt.step()
            error += api.count_errors(out, y_batch)
            total += len(y_batch)
        history["loss"].append(float(np.mean(batch_losses)))
        history["accuracy"].append(1 - error / total)
    return history
