"""The types of arrays in signatures.

For speed: `numpy.typing` takes longer to load than most exercises to judge, and only a type checker reads what it says.
"""

from typing import TYPE_CHECKING, Any

__all__ = ["ArrayLike", "NDArray"]

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
else:
    ArrayLike = Any
    NDArray = list  # takes the type of the entries in brackets, as the other does
