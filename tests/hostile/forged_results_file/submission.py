# Goal: write results.json where graders look for it, then exit. Earns 0.
import json
import os

GOOD = json.dumps({"score": 4, "results": [[True, ""]], "tests": [{"score": 1, "max_score": 1}]})
for path in ("results.json", "../results.json", "@COURSE@/results.json", "/autograder/results/results.json"):
    try:
        with open(path, "w") as file:
            file.write(GOOD)
    except OSError:
        pass
os._exit(0)


def softmax(z):
    return None
