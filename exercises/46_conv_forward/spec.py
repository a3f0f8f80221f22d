"""Exercise 46: output_size, conv_parameters and conv_forward."""

from grader.exercise.spec import *
from grader.reference.images import convolution

from .versions import *

exercise = Exercise(
    Target(
        "output_size",
        points=1,
        reference=output_size,
        cases={
            "no padding": dict(n=7, k=3, stride=1, pad=0),
            "same size": dict(n=7, k=3, stride=1, pad=1),
            "half size": dict(n=28, k=5, stride=2, pad=2),
            "a remainder": dict(n=12, k=4, stride=3, pad=1),
        },
        mistakes=[
            mistake("one_missing", "A window that fits exactly once gives 1, not 0: add 1.",
                    lambda n, k, stride, pad: (n + 2 * pad - k) // stride),
            mistake("padding_once", "Padding is on both sides.",
                    lambda n, k, stride, pad: (n + pad - k) // stride + 1),
            mistake("rounded_up", "A window that does not fit wholly is left out: round down.",
                    lambda n, k, stride, pad: -(-(n + 2 * pad - k) // stride) + 1),
            mistake("not_rounded", "A number of places is whole: divide with // in place of /.",
                    lambda n, k, stride, pad: (n + 2 * pad - k) / stride + 1),
            mistake("kernel_ignored",
                    "The window itself needs k places: subtract k, then count the steps and add 1.",
                    lambda n, k, stride, pad: (n + 2 * pad) // stride,
                    lambda n, k, stride, pad: (n + 2 * pad) // stride + 1),
        ],
    ),
    Target(
        "conv_parameters",
        points=1,
        reference=convolution.conv_parameters,
        cases={
            "grey images": dict(C=1, F=8, KH=3, KW=3),
            "colour images": dict(C=3, F=16, KH=5, KW=4),
        },
        mistakes=[
            mistake("biases_forgotten", "Every filter has a bias.", lambda C, F, KH, KW: F * C * KH * KW),
            mistake("one_bias_in_all", "Every filter has a bias of its own: F of them.",
                    lambda C, F, KH, KW: F * C * KH * KW + 1),
            mistake("channels_forgotten", "A filter has a window of weights for each channel.",
                    lambda C, F, KH, KW: F * (KH * KW + 1)),
            mistake("bias_per_channel", "One bias per filter, not per filter and channel.",
                    lambda C, F, KH, KW: F * C * (KH * KW + 1), lambda C, F, KH, KW: F * C * KH * KW + C),
        ],
    ),
    Target(
        "conv_forward",
        points=5,
        reference=conv_forward,
        properties=(
            Property("conv_forward(2.5*x) - b = 2.5*(conv_forward(x) - b)", linear_in_x,
                     again=lambda x, **others: {"x": 2.5 * x, **others}),
        ),
        cases={
            "one channel, one filter": images((1, 1, 4, 5), (1, 1, 2, 3), stride=1, pad=0),
            "channels and filters": images((2, 3, 5, 6), (4, 3, 3, 2), stride=1, pad=0),
            "padding and stride": images((2, 2, 6, 5), (3, 2, 3, 3), stride=2, pad=1),
            "a 1 x 1 kernel": images((1, 4, 3, 3), (2, 4, 1, 1), stride=1, pad=0),
            "long steps": images((2, 3, 7, 4), (4, 3, 2, 3), stride=3, pad=2),
        },
        mistakes=[
            mistake("kernel_flipped",
                    "Deep learning's convolution is a correlation: w[p, q] meets x[i + p, j + q] as it is.",
                    lambda x, w, b, stride, pad: conv_forward(x, w[:, :, ::-1, ::-1], b, stride, pad)),
            mistake("bias_missing", "Add b[f] to the whole map of filter f.",
                    lambda x, w, b, stride, pad: conv_forward(x, w, 0 * b, stride, pad)),
            mistake("bias_for_every_channel", "Add b[f] once, after the sum over the channels.",
                    lambda x, w, b, stride, pad: conv_forward(x, w, x.shape[1] * b, stride, pad)),
            mistake("first_channel_only", "Sum over the channels: every filter looks at all of them.",
                    lambda x, w, b, stride, pad: conv_forward(x[:, :1], w[:, :1], b, stride, pad)),
            mistake("channels_averaged", "Sum over the channels.",
                    lambda x, w, b, stride, pad: conv_forward(x, w / x.shape[1], b, stride, pad)),
            mistake("first_filter_everywhere", "Each filter has weights of its own: w[f].",
                    lambda x, w, b, stride, pad: conv_forward(x, 0 * w + w[:1], b, stride, pad)),
            mistake("stride_ignored",
                    "The window moves by stride places: start it at i*stride, j*stride.",
                    lambda x, w, b, stride, pad: conv_forward(x, w, b, 1, pad)),
            mistake("starts_without_stride",
                    "Output (i, j) looks at the window that starts at (i*stride, j*stride).", windows_without_stride),
            mistake("not_padded", "Surround the image with zeros first.",
                    lambda x, w, b, stride, pad: conv_forward(x, w, b, stride, 0)),
            mistake("edges_repeated", "Zeros are padded.", edges_repeated),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)
