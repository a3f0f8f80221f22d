"""What the exercises rely on: the order of the arguments, and an import that costs little more than NumPy's."""

import importlib
import inspect
import subprocess
import sys

import pytest

from grader import reference

SIGNATURES = {
    "scalar": """dL_dphi(phi, y) dphi_dz(phi) dL_dz(phi, y) dL_dw(phi, y, x) dL_db(phi, y)
        grad_residual(W1, b1, W2, b2, x, y) grad_mse(W1, b1, W2, b2, x, y) grad_rss(b0, b1, x, y) fit_line(x, y)
        grads_one_example(x, y, wH, bH, wO, bO) grads_batch(x, y, wH, bH, wO, bO)""",
    "activations": """step(z) sign(z) linear(z) piecewise_linear(z) sigmoid(z) tanh(z) relu(z) leaky_relu(z, slope=0.01)
        softplus(z) swish(z) selu(z) maxout(z, axis=-1) softmax(z) log_softmax(z)
        sigmoid_backward(dout, a) tanh_backward(dout, a) relu_backward(dout, z)
        leaky_relu_backward(dout, z, slope=0.01) softplus_backward(dout, z) selu_backward(dout, z)
        maxout_affine(x, W, b) maxout_affine_backward(dout, x, W, b)""",
    "gates": """multiply_backward(x, y, dz) add_backward(x, y, dz) max_backward(x, y, dz) f_and_grads(x, y, z)""",
    "layers": """matmul_entry(X, W, i, j) affine_forward(x, w, b)
        affine_backward(dout, cache) affine_relu_backward(dout, cache)""",
    "decisions": "decide(z, kind) p_y0_of_scores(z) single_score(z)",
    "statements": """broadcast_length(m, n) entry_2_2(X, Y) tanh_definition(z) tanh_from_sigmoid(z) p_y0(phi)
        softmax_entry(z, k) hard_decision(z) softmax_output()""",
    "losses": """cost(F, Y) mae_loss(p, y) mse_loss(p, y) bce_loss(u, y) bce_with_logits(z, y)
        one_hot(y, C) nll_loss(logp, y) softmax_loss(x, y)""",
    "differences": "numerical_gradient(f, x, h=1e-05) rel_error(a, b) observed_order(hs, errors)",
    "dual": "Dual(v, d=0.0) derivative(f, x) gradient(f, xs)",
    "tables": """x4(x) x5(x) L(y, x) derx1(a, x) grad_A(W, X, y) xi6(W, X) L_B(y, x) grad_B(W, X, y)
        dL_dp(p, y) dL_dbeta1(X, h, y) dL_dbeta0(h, y)""",
    "engine": "topological_sort(parents)",
    "networks": """feedforward(x, params, g) count_parameters(params) two_layer_forward(X, Y, p)
        two_layer_backward(p, cache) TwoLayerNet(n_in, n_hidden, rng) decision_grid(predict, x0_range, x1_range, n)
        hidden_maps(params, x0_range, x1_range, n) network(x, v, w, b) bump(x, a, b) staircase(f, N)""",
    "optimisers": """gradient_descent(grad, w0, lr, steps) landscape(f, w0, w1) path_on_map(path, w0, w1)
        sgd_momentum(w, dw, config) adam(w, dw, config)
        add_weight_decay(grads, params, weight_decay)""",
    "data": """minibatches(X, y, B, rng) batch_gradient(X, y, w, idx) epoch_mean(means, sizes) encode_heart(rows)
        train_logistic(X, y, lr, epochs, B, rng) predict(X, w, b) train(api, X, y, epochs, batch_size)""",
    "evaluation.splits": """split(n, n_val, n_test, rng) fit_scaler(X) scale(X, mean, std)
        prepare_sets(X_train, X_val, X_test)""",
    "evaluation.metrics": "confusion_matrix(y, p, C) scores(M) roc_auc(s, y)",
    "evaluation.selection": """k_folds(n, k) cross_validate(score, folds, candidates)
        early_stop(losses, patience, min_delta=0.0)""",
    "deep.initialisation": "init_scale(kind, n_in, n_out) init_params(sizes, kind, rng) signal(X, params, g)",
    "deep.regularisation": "l2_penalty(params, lam) dropout_forward(x, u, p, train) dropout_backward(dout, cache)",
    "deep.normalisation": """batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-05)
        batchnorm_backward(dout, cache) layernorm_forward(x, gamma, beta, eps=1e-05) layernorm_backward(dout, cache)
        rmsnorm(x, gamma, eps=1e-05)""",
    "deep.adaptive": "adagrad(w, dw, config) rmsprop(w, dw, config) adadelta(w, dw, config) adamw(w, dw, config)",
    "deep.schedules": """step_decay(t, lr, factor, every) warmup_cosine(t, lr, warmup, total, lr_min=0.0)
        clip_gradients(grads, max_norm)""",
    "deep.precision": "scaler_step(w, g, state, lr)",
    "images.convolution": """output_size(n, k, stride, pad) conv_parameters(C, F, KH, KW)
        conv_forward(x, w, b, stride, pad) conv_backward(dout, cache)""",
    "images.pooling": """max_pool(x, size, stride) max_pool_backward(dout, cache)
        avg_pool_backward(dout, shape, size, stride)""",
    "sequences.embedding": "embedding_forward(ids, table) embedding_backward(dout, ids, V, pad=None)",
    "sequences.recurrent": """rnn_forward(x, h0, p) rnn_backward(dh, cache) lstm_step(x, h, c, p)
        lstm_step_backward(dh2, dc2, cache)""",
    "sequences.attention": "attention(Q, K, V, mask) attention_backward(dout, cache)",
    "sequences.transformer": "positional(T, D) split_heads(x, h) multi_head(x, p, h) block(x, p, h)",
    "sequences.language_model": """shift(ids) token_loss(z, y, pad) perplexity(loss)
        next_probabilities(z, temperature, top_k)""",
    "framework.modules": "Parameter(data) Linear(n_in, n_out, rng) Sequential(*layers)",
    "framework.tape": "Tape(persistent=False) Dense(units, activation, rng)",
    "framework.loader": """ArrayDataset(X, y)
        DataLoader(dataset, batch_size, shuffle=False, drop_last=False, rng=None)""",
    "framework.digits": """segment_digits(n, rng) classifier_loss(params, X, y) best_class(params, X)
        train_classifier(X, y, n_hidden, epochs, batch_size, lr, rng) accuracies(params, train, test)
        most_confused(y, p)""",
    "theory.fading": """chain_gradient(x, w, b, act) gradient_norms(x, Ws, act, dout)
        depth_until(factor, limit)""",
    "theory.rates": """largest_rate(H) contraction(H, lr) best_for_bowl(H) sweep(f, grad, w0, rates, steps)
        best_rate(rates, losses)""",
    "theory.valleys": """descend(grad, w0, lr, steps) restarts(f, grad, starts, lr, steps) success_share(values, tol)
        starts_needed(p, q)""",
    "theory.averages": """example_gradients(X, y, w) over_all_batches(G, B) epoch_gradient(batch_gradients, sizes)
        estimate_total(batch_losses, n) smallest_batch(spread, limit)""",
    "theory.coordinates": """to_polar(P) rbf(X, centres, gamma) fit_linear(F, y) share_right(F, y)
        before_and_after(P, y, features)""",
    "theory.folding": "tent(x) fold_times(x, d) count_pieces(x, y) shallow(d) unit_counts(d)",
    "theory.tables": """median(values) columns(rows, label) design_matrices(train, test, numeric, categorical)
        rate_by_group(rows, column, label)""",
    "theory.collapse": "collapse(layers) local_map(x, layers) parameter_counts(sizes) rank_bound(sizes)",
}


def module_of(name):
    return importlib.import_module(f"grader.reference.{name}")


def without_types(function):
    signature = inspect.signature(function)
    bare = [p.replace(annotation=inspect.Parameter.empty) for p in signature.parameters.values()]
    return str(signature.replace(parameters=bare, return_annotation=inspect.Signature.empty))


@pytest.mark.parametrize("module", SIGNATURES)
def test_the_arguments_come_in_the_order_of_the_exercise(module):
    expected = [" ".join(call.split()) + ")" for call in SIGNATURES[module].split(")")[:-1]]
    for call in expected:
        name = call.split("(")[0]
        assert name + without_types(getattr(module_of(module), name)) == call


@pytest.mark.parametrize("module", sorted({*reference.__all__, *SIGNATURES}))
def test_every_public_function_says_what_it_does(module):
    owner = module_of(module)
    public = [value for name, value in vars(owner).items() if not name.startswith("_") and callable(value)]
    assert owner.__doc__
    assert all(value.__doc__ for value in public if getattr(value, "__module__", None) == owner.__name__)


def test_the_import_brings_in_nothing_slow():
    code = (
        "import sys, numpy; before = set(sys.modules); from grader import reference; "
        "print(*sorted({n.split('.')[0] for n in set(sys.modules) - before}), '+', *(set(sys.modules) - before))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    packages, modules = out.split(" + ")
    assert set(packages.split()) <= {"grader", "numpy", "__future__", "importlib"}
    assert not {"numpy.random", "numpy.linalg", "numpy.fft", "numpy.polynomial"} & set(modules.split())
