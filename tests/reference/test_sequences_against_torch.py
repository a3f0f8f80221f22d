"""Embedding, recurrence, attention, the transformer block and the loss of a language model against PyTorch."""

import math

import numpy as np
import pytest

from grader.reference.sequences import attention, embedding, language_model, recurrent, transformer

torch = pytest.importorskip("torch", reason="PyTorch, the independent check of the reference, is not installed")
F = torch.nn.functional


def leaf(array):
    return torch.tensor(array, requires_grad=True)


def close(got, peer):
    np.testing.assert_allclose(got, peer.detach() if isinstance(peer, torch.Tensor) else peer, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("pad", [None, 0, 5])
def test_an_embedding_and_the_gradient_of_its_table(pad, rng):
    ids, table, dout = np.array([[0, 5, 5], [2, 0, 0], [5, 1, 3]]), rng.normal(size=(7, 2)), rng.normal(size=(3, 3, 2))
    torch_table = leaf(table)
    torch_out = F.embedding(torch.tensor(ids), torch_table, padding_idx=pad)
    torch_out.backward(torch.tensor(dout))
    close(embedding.embedding_forward(ids, table), torch_out)
    close(embedding.embedding_backward(dout, ids, 7, pad), torch_table.grad)


@pytest.mark.parametrize("T, N, D, H", [(4, 2, 3, 5), (3, 1, 2, 4), (1, 3, 2, 4)])
def test_a_recurrent_layer_through_time(T, N, D, H, rng):
    x, h0, dh = rng.normal(size=(T, N, D)), rng.normal(size=(N, H)), rng.normal(size=(T, N, H))
    p = {"Wx": rng.normal(size=(D, H)), "Wh": rng.normal(size=(H, H)), "b": rng.normal(size=H)}
    peer = torch.nn.RNN(D, H, dtype=torch.float64)
    with torch.no_grad():
        peer.weight_ih_l0.copy_(torch.tensor(p["Wx"].T))
        peer.weight_hh_l0.copy_(torch.tensor(p["Wh"].T))
        peer.bias_ih_l0.copy_(torch.tensor(p["b"]))
        peer.bias_hh_l0.zero_()
    torch_x, torch_h0 = leaf(x), leaf(h0[None])
    torch_h, _ = peer(torch_x, torch_h0)
    torch_h.backward(torch.tensor(dh))
    h = recurrent.rnn_forward(x, h0, p)
    close(h, torch_h)
    grads = recurrent.rnn_backward(dh, (x, h0, h, p))
    close(grads["dx"], torch_x.grad)
    close(grads["dh0"], torch_h0.grad[0])
    close(grads["Wx"], peer.weight_ih_l0.grad.T)
    close(grads["Wh"], peer.weight_hh_l0.grad.T)
    close(grads["b"], peer.bias_ih_l0.grad)


@pytest.mark.parametrize("N, D, H", [(2, 3, 4), (1, 2, 3), (3, 2, 2)])
def test_a_step_of_an_lstm(N, D, H, rng):
    x, h, c, dh2, dc2 = (rng.normal(size=(N, n)) for n in (D, H, H, H, H))
    p = {"W": rng.normal(size=(D + H, 4 * H)), "b": rng.normal(size=4 * H)}
    gates = np.arange(4 * H).reshape(4, H)
    order = gates[[0, 1, 3, 2]].ravel()  # PyTorch's gates stand in the order i, f, g, o
    peer = torch.nn.LSTMCell(D, H, dtype=torch.float64)
    with torch.no_grad():
        peer.weight_ih.copy_(torch.tensor(p["W"][:D, order].T))
        peer.weight_hh.copy_(torch.tensor(p["W"][D:, order].T))
        peer.bias_ih.copy_(torch.tensor(p["b"][order]))
        peer.bias_hh.zero_()
    torch_x, torch_h, torch_c = leaf(x), leaf(h), leaf(c)
    torch_h2, torch_c2 = peer(torch_x, (torch_h, torch_c))
    ((torch_h2 * torch.tensor(dh2)).sum() + (torch_c2 * torch.tensor(dc2)).sum()).backward()
    h2, c2, cache = recurrent.lstm_step(x, h, c, p)
    close(h2, torch_h2)
    close(c2, torch_c2)
    grads = recurrent.lstm_step_backward(dh2, dc2, cache)
    close(grads["dx"], torch_x.grad)
    close(grads["dh"], torch_h.grad)
    close(grads["dc"], torch_c.grad)
    close(grads["W"][:, order], np.concatenate([peer.weight_ih.grad.T, peer.weight_hh.grad.T]))
    close(grads["b"][order], peer.bias_ih.grad)


@pytest.mark.parametrize("T, S, d, dv", [(3, 5, 4, 2), (4, 4, 3, 5), (1, 2, 1, 1)])
@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("factor", [1, 60])
def test_attention(T, S, d, dv, masked, factor, rng):
    Q, K, V, dout = (rng.normal(size=shape) for shape in ((T, d), (S, d), (S, dv), (T, dv)))
    Q, K = factor * Q, factor * K
    mask = np.tri(T, S, dtype=bool) if masked else np.ones((T, S), dtype=bool)
    torch_Q, torch_K, torch_V = leaf(Q), leaf(K), leaf(V)
    torch_out = F.scaled_dot_product_attention(torch_Q, torch_K, torch_V, attn_mask=torch.tensor(mask))
    torch_out.backward(torch.tensor(dout))
    out, A = attention.attention(Q, K, V, mask)
    close(out, torch_out)
    assert np.all(A[~mask] == 0)
    for got, peer in zip(attention.attention_backward(dout, (Q, K, V, A)), (torch_Q, torch_K, torch_V), strict=True):
        np.testing.assert_allclose(got, peer.grad, rtol=1e-9, atol=1e-11)


def parameters(D, F, rng):
    shapes = {**dict.fromkeys(("Wq", "Wk", "Wv", "Wo"), (D, D)), "W1": (D, F), "b1": (F,), "W2": (F, D), "b2": (D,)}
    p = {name: 0.6 * rng.normal(size=shape) for name, shape in shapes.items()}
    return p | {name: rng.uniform(0.5, 2, D) for name in ("g1", "g2")}


@pytest.mark.parametrize("T, D, F_, h", [(4, 6, 5, 2), (5, 8, 3, 4), (3, 4, 7, 1)])
def test_several_heads_and_the_block(T, D, F_, h, rng):
    x, p = rng.normal(size=(T, D)), parameters(D, F_, rng)
    peer = torch.nn.TransformerEncoderLayer(
        D, h, F_, dropout=0.0, activation="relu", norm_first=True, batch_first=True, dtype=torch.float64
    )
    attends, matrix = peer.self_attn, {name: torch.tensor(array.T) for name, array in p.items()}
    with torch.no_grad():
        attends.in_proj_weight.copy_(torch.cat([matrix["Wq"], matrix["Wk"], matrix["Wv"]]))
        attends.in_proj_bias.zero_()
        attends.out_proj.weight.copy_(matrix["Wo"])
        attends.out_proj.bias.zero_()
        for layer, n in ((peer.linear1, 1), (peer.linear2, 2)):
            layer.weight.copy_(matrix[f"W{n}"])
            layer.bias.copy_(matrix[f"b{n}"])
        for norm, n in ((peer.norm1, 1), (peer.norm2, 2)):
            norm.weight.copy_(matrix[f"g{n}"])
            norm.bias.zero_()
    hidden = torch.tensor(~np.tri(T, dtype=bool))
    together = torch.tensor(x)[None]
    close(transformer.multi_head(x, p, h), attends(together, together, together, attn_mask=hidden)[0][0])
    close(transformer.block(x, p, h), peer(together, src_mask=hidden)[0])


@pytest.mark.parametrize("pad", [0, 3])
def test_the_loss_over_the_words_that_count(pad, rng):
    z, y = 1.5 * rng.normal(size=(2, 5, 6)), np.array([[3, 1, 4, 0, 0], [2, 5, 3, 1, 3]])
    torch_z = leaf(z)
    torch_loss = F.cross_entropy(torch_z.reshape(-1, 6), torch.tensor(y.ravel()), ignore_index=pad)
    torch_loss.backward()
    loss, dz = language_model.token_loss(z, y, pad)
    assert loss == pytest.approx(torch_loss.item(), rel=1e-12)
    close(dz, torch_z.grad)
    assert language_model.perplexity(loss) == pytest.approx(math.exp(torch_loss.item()), rel=1e-12)


@pytest.mark.parametrize("temperature, top_k", [(0.5, 3), (1.7, 2), (0.8, 6), (2.0, 1)])
def test_the_probabilities_of_the_next_word(temperature, top_k, rng):
    z = 2 * rng.normal(size=6)
    best, where = torch.topk(torch.tensor(z), top_k)
    peer = torch.zeros(6, dtype=torch.float64).scatter(0, where, torch.softmax(best / temperature, 0))
    close(language_model.next_probabilities(z, temperature, top_k), peer)
