# Goal: names, labels and docstrings of odd characters. Earns 0.
def softmax(ｚ):
    raise NameError("ℌ𝔦𝔡𝔡𝔢𝔫")


ａｆｆｉｎｅ_ｆｏｒｗａｒｄ = softmax
