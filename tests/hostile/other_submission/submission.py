# Goal: import what another learner handed in. Earns 0.
import sys

sys.path[:0] = ["@COURSE@/submissions/alice", "."]
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__name__ != "Beside"]
sys.modules.pop("softmax", None)
try:
    from softmax import softmax
except ImportError:

    def softmax(z):
        return None
