"""Exceptions that every exercise sees: what Python says, and what a beginner does about it."""

from __future__ import annotations

import re

import msgspec

from grader.judging.case_view import CaseView, Evidence


class ExceptionRow(msgspec.Struct, frozen=True):
    """A mistake that is known by the exception it raises: its class and a pattern in its text, whose groups go into the advice."""

    slug: str
    type: str
    pattern: str
    advice: str


def by_exception(evidence: Evidence, kinds: tuple[str, ...]) -> tuple[str, str] | None:
    """The slug and advice of the first row that a case of these kinds shows: raised by the learner's own lines, or by what they lack."""
    views = [view for view in evidence.cases if view.kind in kinds and view.raised is not None]
    for row in (GIVEN_MISSING, *ROWS):
        for view in views:
            by_learner = view.raised is not None and bool(view.raised.frames)
            if (by_learner or row is GIVEN_MISSING) and (advice := _advice(row, view)):
                return row.slug, advice
    return None


def _advice(row: ExceptionRow, view: CaseView) -> str | None:
    if view.raised is None or row.type not in view.raised.types:
        return None
    found = re.search(row.pattern, view.raised.text)
    return row.advice.format(*found.groups()) if found else None


GIVEN_MISSING = ExceptionRow(
    "given_missing",
    "AttributeError",
    r"module 'submission' has no attribute '(\w{1,40})'",
    "The file has no `{0}` any more: put back what the stub gives.",
)
NAME = r"'(\w{1,40})'"
ROWS = [
    ExceptionRow(
        "import_missing",
        "NameError",
        r"name '(np|numpy|math|random)' is not defined",
        "`{0}` is not imported: write its import into the first lines of the file.",
    ),
    ExceptionRow(
        "used_before_set",
        "UnboundLocalError",
        NAME,
        "`{0}` is set somewhere in this function, but not before this line is reached.",
    ),
    ExceptionRow(
        "name_not_defined",
        "NameError",
        rf"name {NAME} is not defined",
        "Nothing is called `{0}` at this line: look for a spelling, or for a parameter that has another name.",
    ),
    ExceptionRow(
        "scalar_code_on_array",
        "TypeError",
        r"only (?:size-1|length-1|0-dimensional) arrays can be converted",
        "`math.exp`, `float` and their like take one number; for an array use `np.exp` and its like.",
    ),
    ExceptionRow(
        "shape_as_two_arguments",
        "TypeError",
        r"Cannot interpret '\d+' as a data type",
        "A shape is one argument: `np.zeros((2, 3))`, with a bracket of its own.",
    ),
    ExceptionRow(
        "arithmetic_on_lists",
        "TypeError",
        r"unsupported operand type\(s\) for .*'(?:list|tuple)'|can't multiply sequence by non-int",
        "Lists do no arithmetic, entry by entry: make an array of it first, with `np.asarray`.",
    ),
    ExceptionRow(
        "none_in_computation",
        "TypeError",
        r"NoneType",
        "A value here is None: look for an argument that may be None, or for a function without `return`.",
    ),
    ExceptionRow(
        "none_in_computation",
        "AttributeError",
        r"'NoneType' object has no attribute",
        "A value here is None: look for an argument that may be None, or for a function without `return`.",
    ),
    ExceptionRow(
        "attribute_not_there",
        "AttributeError",
        rf"'([\w.]{{1,40}})' object has no attribute {NAME}",
        "A value of type {0} has no `.{1}`: look for its spelling, or for the line that should have set it.",
    ),
    ExceptionRow(
        "attribute_not_there",
        "AttributeError",
        rf"module '([\w.]{{1,40}})' has no attribute {NAME}",
        "The module {0} has no `{1}`: look for its spelling in the module's documentation.",
    ),
    ExceptionRow(
        "integer_array_in_place",
        "UFuncTypeError",
        r"Cannot cast ufunc",
        "An integer array cannot hold fractions: make a float copy first, with `x.astype(float)`.",
    ),
    ExceptionRow(
        "axis_not_there",
        "AxisError",
        r"axis (-?\d+) is out of bounds for array of dimension (\d+)",
        "The array has {1} axes, counted from 0, so there is no axis {0}; `axis=-1` is the last one, whatever their number.",
    ),
    ExceptionRow(
        "too_many_indices",
        "IndexError",
        r"too many indices for array: array is (\d+)-dimensional, but (\d+) were indexed",
        "{1} indices for an array of {0} axes: print its shape before this line.",
    ),
    ExceptionRow(
        "index_not_an_integer",
        "IndexError",
        r"only integers, slices|must be of integer",
        "An index is a whole number: labels come as integers, `astype(int)` makes them of floats.",
    ),
    ExceptionRow(
        "index_out_of_range",
        "IndexError",
        r"out of (?:range|bounds)",
        "Places count from 0 and end one before the length: look at where the loop ends, and at which axis the index belongs to.",
    ),
    ExceptionRow(
        "index_not_an_integer",
        "TypeError",
        r"(?:indices must be integers|cannot be interpreted as an integer|slice indices must be)",
        "An index, a count or a length is a whole number: `//` divides whole numbers, `/` gives a fraction.",
    ),
    ExceptionRow(
        "unpacked_in_another_number",
        "ValueError",
        r"(?:not enough|too many) values to unpack",
        "The left side names more, or fewer, values than there are on the right: print what stands there.",
    ),
    ExceptionRow(
        "unpacked_in_another_number",
        "TypeError",
        r"cannot unpack non-iterable",
        "One value stands on the right where the left side names several: print what stands there.",
    ),
    ExceptionRow(
        "number_used_as_array",
        "TypeError",
        r"'(?:float|int|numpy\.float64)' (?:has no len|object is not (?:iterable|subscriptable))",
        "A single number has no length and no entries; here one came where an array was meant.",
    ),
    ExceptionRow(
        "called_without_being_a_function",
        "TypeError",
        r"object is not callable",
        "Round brackets call a function; an entry of an array is taken by square brackets, a product needs a `*`.",
    ),
    ExceptionRow(
        "function_used_as_value",
        "TypeError",
        r"'(?:builtin_function_or_method|function|method)'",
        "A function stands where its result is meant: call it, with round brackets.",
    ),
    ExceptionRow(
        "key_not_there",
        "KeyError",
        r"^'?([\w.]{1,40})'?$",
        "The dict has no key `{0}`: look for its spelling, or print the keys.",
    ),
    ExceptionRow(
        "endless_recursion",
        "RecursionError",
        r"",
        "The function calls itself and never comes to an end: say first where it stops.",
    ),
    ExceptionRow(
        "rows_of_different_lengths",
        "ValueError",
        r"inhomogeneous shape",
        "The rows have different lengths, or numbers stand beside lists: no array can be made of them.",
    ),
    ExceptionRow(
        "array_stored_as_number",
        "ValueError",
        r"setting an array element with a sequence",
        "An array stands where one number is stored: look at how many axes the loop, or the index, goes over.",
    ),
    ExceptionRow(
        "shapes_do_not_fit",
        "ValueError",
        r"non-broadcastable output|all the input array dimensions",
        "Write the shapes next to the expression: `+` and `*` go entry by entry, `@` sums over the inner axis.",
    ),
]
