# Goal: numbers that take long to read, and keys twice. Earns 0.
import json
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.ipynb"
    path.write_bytes(b'{"nbformat": ' + b"9" * 1_000_000 + b', "cells": [], "cells": NaN}' )
    return path
