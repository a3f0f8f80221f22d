"""The grader: from a learner's file to a report, one module a step.

Read downwards and you follow the data of `nncli grade mysolution.py`; each module imports only from those below it
(tests/test_layers.py holds it to that).

    audit         the promises that every exercise keeps, each broken one a sentence that its author can act on
    rehearsal     wrong versions played as submissions, for the audit
    cluster       a class beyond one machine, on Dask
    batch         a class: lanes of workers, the judge beside them
    gradebook     a class's grades: SQLite, one transaction a submission, gone on with after any end
    roster        a folder of submissions -> who handed in what
    archive          a .zip file -> the sources in it, never unpacked to disk
    assignment    nncli.toml: what counts and for how much, the seed, limits, what learners may see
    late             what a late hand-in counts
    reveal        5  a report without what its learner may not see
    grade         the pipeline: read, choose the exercises, run, judge, diagnose, report
    oracles       4  a wrong gradient beside the slopes of the learner's own forward pass
    checked          one pair of forward and backward checked in a worker: inputs, tries, the report, a ladder
    batches       3  forward and backward at many points, each batch one request
    session       3  one file asked about one exercise, in as many workers as it takes
    submission    1  a path -> the bytes of a submission, read so that no path can hang or mislead the judge
    catalogue     2  exercises/ -> entries and exercises; which of them a file attempts; "did you mean"
    diagnosis     4  verdicts x the exercise's mistakes -> a mistake's name
    general       4    the mistakes that every exercise shares
    distortions   4    what a wrong number is of the right one, if it is anything simple
    views         4    what a mistake's condition may look at
    constants     4  judging a constant: every key is a case
    judge         4  values x reference -> verdicts
    evidence      4    the measured slope and the laws beside a verdict
    questions     2  exercise x seed -> the questions to ask: inputs, expected outputs, requests
    compare       4  how two values differ, in words: where, got, expected
    sandbox/      3  the judge's side: the zygote, workers, frames to and fro; what the kernel forbids a worker
    warmth        3  what a zygote does once, so that each of its workers is spared it
    worker        3  the learner's side: read the file, run each case, hand back plain values; knows no right answer
    source        3    a file's text -> its code, the names it defines (nothing is run)
    spec          the author's words: Exercise, Target, cases, mistakes, properties
    recipes          inputs of a pair: as written on the command line, or chosen by the names of its parameters
    pairs            a forward pass and its backward pass in a file: found by name, and how each is called
    draws         inputs that are drawn from a case's generator
    answers       what counts as an answer in a constant
    probes        how a case exercises a target, beside the learner's code
    formats/      5  Report -> JSON and the formats that teachers and CI systems read
    report        5  frozen data: Outcome, Verdict, ExerciseReport, Report
    wire          the messages of judge and worker as MessagePack frames, validated and bounded
    values        what a learner's value is, as plain data that is bounded by its types
    gradcheck/    finite differences with an error bar
    reference/    the reference implementation of backpropagation in NumPy
    cleaning, numbers, bounds, version   text made harmless; numbers as text; sizes both sides keep; the version
"""
