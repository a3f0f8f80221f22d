# Goal: characters that reorder, hide or vanish, and lone surrogates. Earns 0.
print("\u202e\u2066desrever\u2069 \u200b\u200d\ufeff \ud800 \U000e0041 \u2028 \u0085 \ue000")


def softmax(z):
    raise ValueError("\u202epassed\udcff\ud83d")


def affine_forward(x, w, b):
    return "\u202e\ud800", {"\ud800": 1, "\u2028": 2}
