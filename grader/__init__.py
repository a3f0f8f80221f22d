"""The grader: from a learner's file to a report. A folder is a room; each room imports only from rooms below it
(tests/test_layers.py holds it to that).

Read downwards and you follow the data of `nncli grade mysolution.py`:

    authoring/    what `nncli audit` asks of an exercise: audit, rehearsal (wrong versions played as submissions); a wrong answer made a
                  row of a declaration: unnamed_answer, answer_text, mistake_row
    classroom/    a class: batch (lanes of workers, the judge beside them), cluster (beyond one machine), gradebook, assignment
                  (nncli.toml), late (what a late hand-in counts), reveal (a report without what its learner may not see)
    grade         the pipeline: read, choose the exercises, run, judge, diagnose, report. Read this first
    lanes         the exercises of one file in two lanes: a second process of the judge, or a second thread
    attempts      of several files of a submission, the one that counts, and those that should be graded and cannot
    pages/        reports and pictures as pages, by Jinja2
    drawing/      pictures of a learner's own numbers: data (what a drawing takes), charts, graph, pictures
    beside/       what a learner wrote beside a real framework on the same numbers: torch_run (no points; nothing of it is loaded otherwise)
    pairs/        a forward pass and its backward pass checked in a worker: discovery (found by name), inputs, remote (one request
                  for many points), check, own_forward (a wrong gradient beside the slopes of the learner's own forward pass)
    judging/      values x reference -> verdicts: questions, judge, settling (a target as a whole), room and share (what an answer may be
                  as large as, and cost), compare, containers, constants, evidence (slopes and laws), case_view, diagnosis (which
                  mistake); general/ has the mistakes that every exercise shares, changes/ those that one change of a solution makes
    sandbox/      the judge's side of workers: session, requests, observation, workers, zygotes, fresh_workers, channel, opening, spawn;
                  zygote and fresh_worker run on the other side; confinement/ is what the kernel forbids a worker
    submissions/  a path -> bytes, read so that no path can hang or mislead the judge: submission, helpers (the files that it may
                  import), archive (.zip), roster (a class)
    exercise/     the author's words: spec, declaration (what they make), random_inputs, answers, pair; packs and pack_places (exercises
                  outside the program), public (a students' half); entry, chapters; catalogue
                  finds the exercises
    formats/      Report -> JSON and the formats that teachers and CI systems read
    report        frozen data: Outcome, Verdict, ExerciseReport, Report
    derivation/   a derivation as text -> which line follows, which slip makes the first wrong one; reads, and never runs, what it is given
    gradcheck/    finite differences with an error bar
    reference/    the reference implementation of backpropagation in NumPy
    generators    NumPy's generators of random numbers, without the half of numpy.random that is there for older programs
    worker/       the learner's side: service (read the file, run each case, hand back plain values; knows no right answer),
                  source, probes, tracebacks, numpy_import, warmup; notebook, marimo_file, ipython and special_syntax read cells,
                  stand_ins are there for plots and the notebook's own names. Imports wire/ and nothing else of ours
    wire/         what judge and worker may say: messages, values, bounds, errors. Imported by everyone, imports nobody
    text/         text made harmless (cleaning), numbers as text
    arrays        the types of arrays in signatures
    version       the version
"""
