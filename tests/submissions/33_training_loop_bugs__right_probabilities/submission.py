"""Repaired the other way round: probabilities with the loss for probabilities, labels reshaped, cleared after the step."""

import numpy as np


def train(api, X, y, epochs, batch_size):
    loader = api.Loader(X, y, batch_size, True)
    model = api.Net(2, 4)
    opt = api.SGD(model.parameters(), lr=0.5)
    criterion = api.BCELoss()
    history = {"loss": [], "accuracy": [], "steps": []}
    steps = 0
    for epoch in range(epochs):
        error, total = 0, 0
        batch_losses = []
        for x_batch, y_batch in loader:
            labels = y_batch.reshape(-1, 1)
            out = api.sigmoid(model(x_batch))
            loss = criterion(out, labels)
            loss.backward()
            opt.step()
            opt.zero_grad()
            steps += 1
            batch_losses.append(loss.item())
            error += api.count_errors(out, labels)
            total += len(y_batch)
        history["loss"].append(sum(batch_losses) / len(batch_losses))
        history["accuracy"].append(100 - 100 * error / total)
        history["steps"].append(steps)
    return history
