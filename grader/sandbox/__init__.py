"""Running a learner's code in a process that may die, hang or lie, and cannot do harm.

    zygotes        the judge's side: Zygotes start Workers
    fresh_workers  the same where there is no fork: FreshWorkers
    foreseen       calls that are known beforehand, asked together
    channel        frames to and fro, prints kept, the judge's own clock
    zygote         the process that forks workers (its own program)
    forked_zygote  the same, forked from the process that goes on as the judge: NumPy is loaded once
    handover       what that process was before, read back by the judge alone; memory: the zygote has nothing of it
    fresh_worker   a worker in an interpreter of its own (its own program)
    sealing        no module of the grader can be imported any more; one thread
    spawn          starting these programs, by a module that imports next to nothing
    confinement/   what the kernel forbids a worker

Who listens to whom: judge -> zygote -> worker. The judge asks the zygote for a worker over a socket and gives it three pipes; from then on
it speaks to the worker alone, and asks the zygote to end it. Nothing that a worker says is believed beyond the values it returns.
"""
