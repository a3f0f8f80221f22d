"""The grader: from a learner's file to a report, one module a step.

Read downwards and you follow the data of `nncli grade mysolution.py`; each module imports only from those below it
(`tests/test_layers.py` holds it to that).

    audit         the promises that every exercise keeps, each broken one a sentence that its author can act on
    grade         the pipeline: read, choose the exercises, run, judge, diagnose, report
    submission    1  a path -> the bytes of a submission, read so that no path can hang or mislead the judge
    catalogue     2  exercises/ -> entries and exercises; which of them a file attempts; "did you mean"
    sandbox/      3  the judge's side: the zygote, workers, their limits, frames to and fro
    worker        3  the learner's side: read the file, run each case, hand back plain values; knows no right answer
    source        3     a file's text -> its cells, the names it defines (ast; nothing is run)
    probes        3     how a case exercises a target, beside the learner's code
    judge         4  values x reference -> verdicts
    evidence      4     finite differences and laws beside a verdict
    diagnosis     4  verdicts x the exercise's mistakes -> a mistake's name
    general       4     the mistakes that every exercise shares
    formats/      5  Report -> JSON and the formats of CI systems
    report        5  frozen data: Outcome, Verdict, ExerciseReport, Report
    spec          the author's words: Exercise, Target, cases, mistakes, properties
    gradcheck/    finite differences with an error bar
    compare       how two values differ, in words: where, got, expected
    wire          values <-> MessagePack frames, validated and bounded
    bounds, cleaning, numbers, version    sizes that both sides keep; text made harmless; numbers as text; the version
    reference/    the reference implementation of backpropagation in NumPy
"""
