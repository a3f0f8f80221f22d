"""Running a learner's code in a process that may die, hang or lie, and cannot do harm.

    process        the judge's side: Zygotes lend Workers
    interpreters   the same where there is no fork: FreshWorkers
    line           frames to and fro, prints kept, the judge's own clock
    zygote         the process that forks workers (its own program)
    fresh          a worker in an interpreter of its own (its own program)
    sealing        no module of the grader can be imported any more; one thread
    spawn          starting either of the two programs, by a module that imports next to nothing
    confinement/   what the kernel forbids a worker

Who listens to whom: judge -> zygote -> worker. The judge asks the zygote for a worker over a socket and gives it three pipes; from then on
it speaks to the worker alone, and asks the zygote to end it. Nothing that a worker says is believed beyond the values it returns.
"""
