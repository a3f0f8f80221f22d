from grader.worker import numpy_import  # noqa: F401  # before any other module of a worker asks for NumPy
