#> losses of -1 | nothing
_train = train
def train(api, X, y, epochs, batch_size):
    return {**_train(api, X, y, epochs, batch_size), "loss": [-1.0] * epochs}

#> a second forward pass to count | nothing
def train(api, X, y, epochs, batch_size):
    loader = api.Loader(X, y, batch_size, shuffle=True)
    model = api.Net(2, 4)
    opt = api.SGD(model.parameters(), lr=0.5)
    criterion = api.BCEWithLogitsLoss()
    history = {"loss": [], "accuracy": []}
    for epoch in range(epochs):
        error = total = 0
        batch_losses = []
        for x_batch, y_batch in loader:
            opt.zero_grad()
            loss = criterion(model(x_batch).ravel(), y_batch)
            batch_losses.append(loss.item())
            loss.backward()
            opt.step()
            error += api.count_errors(model(x_batch), y_batch)
            total += len(y_batch)
        history["loss"].append(float(np.mean(batch_losses)))
        history["accuracy"].append(100 * (1 - error / total))
    return history

#> only the shuffle is repaired | nothing
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
            out = api.sigmoid(model(x_batch))
            loss = criterion(out, y_batch)
            batch_losses.append(loss.item())
            opt.step()
            loss.backward()
        error += api.count_errors(out, y_batch)
        total += len(y_batch)
        history["loss"].append(float(np.mean(batch_losses)))
        history["accuracy"].append(100 * (1 - error / total))
    return history

#> the log is emptied | nothing
def train(api, X, y, epochs, batch_size):
    try:
        api.log.clear()
    except AttributeError:
        pass
    return {"loss": [0.5] * epochs, "accuracy": [50.0] * epochs}

#> cleared once per epoch, last loss kept | cleared_once_per_epoch, loss_of_last_batch
def train(api, X, y, epochs, batch_size):
    loader = api.Loader(X, y, batch_size, shuffle=True)
    model = api.Net(2, 4)
    opt = api.SGD(model.parameters(), lr=0.5)
    criterion = api.BCELoss()
    history = {"loss": [], "accuracy": []}
    for epoch in range(epochs):
        error = total = 0
        opt.zero_grad()
        for x_batch, y_batch in loader:
            out = api.sigmoid(model(x_batch)).ravel()
            loss = criterion(out, y_batch)
            loss.backward()
            opt.step()
            error += api.count_errors(out, y_batch)
            total += len(y_batch)
        history["loss"].append(loss.item())
        history["accuracy"].append(100 * (1 - error / total))
    return history


#> errors of the last batch among all examples | errors_of_last_batch
def train(api, X, y, epochs, batch_size):
    loader = api.Loader(X, y, batch_size, shuffle=True)
    model = api.Net(2, 4)
    opt = api.SGD(model.parameters(), lr=0.5)
    criterion = api.BCEWithLogitsLoss()
    history = {'loss': [], 'accuracy': []}
    for epoch in range(epochs):
        error = 0
        total = 0
        batch_losses = []
        for x_batch, y_batch in loader:
            opt.zero_grad()
            out = model(x_batch).ravel()
            loss = criterion(out, y_batch)
            batch_losses.append(loss.item())
            loss.backward()
            opt.step()
            error = api.count_errors(out, y_batch)
            total += len(y_batch)
        history['loss'].append(float(np.mean(batch_losses)))
        history['accuracy'].append(100 * (1 - error / total))
    return history


#> accuracy as a share | share_for_percent
def train(api, X, y, epochs, batch_size):
    loader = api.Loader(X, y, batch_size, shuffle=True)
    model = api.Net(2, 4)
    opt = api.SGD(model.parameters(), lr=0.5)
    criterion = api.BCEWithLogitsLoss()
    history = {'loss': [], 'accuracy': []}
    for epoch in range(epochs):
        error = 0
        total = 0
        batch_losses = []
        for x_batch, y_batch in loader:
            opt.zero_grad()
            out = model(x_batch).ravel()
            loss = criterion(out, y_batch)
            batch_losses.append(loss.item())
            loss.backward()
            opt.step()
            error += api.count_errors(out, y_batch)
            total += len(y_batch)
        history['loss'].append(float(np.mean(batch_losses)))
        history['accuracy'].append(1 - error / total)
    return history


#> the mean of the accuracies of batches | batches_weighted_alike
def train(api, X, y, epochs, batch_size):
    loader = api.Loader(X, y, batch_size, shuffle=True)
    model = api.Net(2, 4)
    opt = api.SGD(model.parameters(), lr=0.5)
    criterion = api.BCEWithLogitsLoss()
    history = {'loss': [], 'accuracy': []}
    for epoch in range(epochs):
        error = 0
        total = 0
        batch_losses = []
        accs = []
        for x_batch, y_batch in loader:
            opt.zero_grad()
            out = model(x_batch).ravel()
            loss = criterion(out, y_batch)
            batch_losses.append(loss.item())
            loss.backward()
            opt.step()
            error += api.count_errors(out, y_batch)
            total += len(y_batch)
            accs = accs + [100 * (1 - api.count_errors(out, y_batch) / len(y_batch))]
        history['loss'].append(float(np.mean(batch_losses)))
        history['accuracy'].append(float(np.mean(accs)))
    return history
