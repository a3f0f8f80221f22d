"""What is said of the mistakes that every exercise shares."""

from __future__ import annotations

from grader.report import NamedMistake

ADVICE = {
    "not_defined": "Define a function or method with exactly this name, inside the class if it is a method.",
    "not_implemented": "The stub's `raise NotImplementedError` is still there.",
    "returned_none": "The function ends without `return`; printing a value does not return it.",
    "forgot_self": "Methods take `self` first and keep values as `self.x`.",
    "wrong_arguments": "Keep the signature given in the stub.",
    "if_on_array": "`if`, `and`, `max(0, z)` need one truth value; use `np.where`, `np.maximum` or a mask.",
    "shapes_do_not_fit": "Write the shapes next to the expression: `*` is entry by entry, `@` sums over the inner axis.",
    "wrong_type": "Return numbers, not text.",
    "wrong_container": "Return a NumPy array for an array and a tuple for several values.",
    "wrong_number_of_values": "Return exactly the values named in the docstring, in that order.",
    "returns_reordered": "The values are right but in another order.",
    "hard_coded": "The result does not depend on the inputs.",
    "argument_ignored": "The result does not change when {} does{}.",
    "other_value_used": "The values are right for {} = {}, and not for the {} that is given.",
    "sign_flipped": "Every value has the opposite sign.",
    "transposed": "Rows and columns are exchanged.",
    "wrong_shape_keepdims": "The values are right, the shape has an extra or a missing axis of length 1.",
    "broadcast_outer": "A column (N,1) met a vector (N,) and NumPy built all N*N pairs.",
    "extra_sum": "One sum too many: the entries must stay separate.",
    "rounded": "Return the full number; rounding is for printing.",
    "constant_factor": "Every value is {}: look for a factor, or a count to divide by, that is missing or too many.",
    "constant_added": "Every value is {} than the right one: look for a term that is missing or too many.",
    "arguments_exchanged": "The values are right for {} and {} exchanged: look at their order in the stub, and at what each stands for.",
    "parameters_reordered": "The call hands over the arguments in the order of the stub, ({}): keep that order.",
    "other_argument_used": "The values are right with {} in the place of {}: look for a name taken for the other.",
    "argument_negated": "The values are right for -{}: look for a minus sign beside it that is missing or too many.",
    "nan_everywhere": "Every value is NaN: look for 0/0, inf - inf, or the logarithm or root of a negative number.",
    "zero_everywhere": "Every value is 0.",
    "wrong_where": "The values are wrong exactly where {}; they are right everywhere else.",
    "wrong_for_several": "Right where {} has one row, wrong where it has more: look at what goes over the rows.",
    "wrong_keys": "The keys of the dict are other ones than the docstring names.",
    "sum_missing": "The entries still stand apart: their sum over one axis is right.",
    "mean_missing": "The entries still stand apart: their mean over one axis is right.",
    "other_axis": "The sum, or the mean, goes along the other axis: there is one number for each entry of the wrong one.",
    "axes_exchanged": "The numbers are right, but their axes stand in another order.",
    "reshaped": "The numbers are right and in the right order, but their shape is another one.",
    "reversed": "The numbers are right, but they stand in the opposite order.",
    "sorted": "The numbers are right, but sorted.",
    "last_missing": "The last entry is missing: look where the loop, or the slice, ends.",
    "first_missing": "The first entry is missing: look where the loop, or the slice, begins.",
    "first_only": "Only the first entry is there, without the axis along which the others stand.",
    "last_only": "Only the last entry is there, without the axis along which the others stand.",
    "input_returned": "This is {} itself, as it was given.",
    "entry_missing": "Nothing stands under the key {}.",
    "one_too_many": "There is one entry too many at one end; the others are right.",
    "squared": "Every value is the square of the right one.",
    "root_taken": "Every value is the square root of the right one.",
    "inverse": "Every value is 1 divided by the right one.",
    "complement": "Every value is 1 minus the right one.",
    "negatives_cut": "Negative values are 0 here; all others are right.",
    "positives_cut": "Positive values are 0 here; all others are right.",
    "sign_lost": "Every value is right but for its sign: none is negative.",
    "exponential_taken": "Every value is e to the power of the right one.",
    "logarithm_taken": "Every value is the natural logarithm of the right one.",
    "running_sum": "Every value is the sum of the right ones so far: look for a sum that is never set back to 0.",
    "slope_of_sigmoid_taken": "Every value is p(1 - p), where p is the right one.",
    "int_truncation": "An integer array cannot hold fractions: do not fill `zeros_like(x)` or add in place to integers.",
    "not_finite_on_extremes": "Correct on small numbers, overflows on large ones.",
    "mutates_input": "Work on a copy: `-=` and `[...] =` change the array itself, which the caller still has.",
    "second_call_differs": "The same call gives something else the second time: look for a value that survives from the first, "
    "or for an order left to chance, as that of a set.",
}


def name_of(target: str, slug: str, *details: str) -> NamedMistake:
    """The mistake of this slug in a target, with the details that its advice takes."""
    return NamedMistake(target, slug, ADVICE[slug].format(*details))
