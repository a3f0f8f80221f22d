"""The probabilities of a learner's next word at several temperatures."""


def by_temperature(learner, target, /, z, temperatures, top_k):
    at = lambda temperature: learner.next_probabilities(z.copy(), temperature, top_k)
    return {
        "labels": [str(place) for place in range(len(z))],
        "bars": {f"temperature {t:g}": at(t) for t in temperatures},
    }
