class Loan:
    def __init__(self, tool, log, forgive=()):
        self.tool = tool
        self.log = log
        self.forgive = forgive

    def __enter__(self):
        self.log.append(f"take {self.tool}")
        return self.tool.upper()

    def __exit__(self, kind, fault, trace):
        ending = "" if kind is None else f" after {kind.__name__}"
        self.log.append(f"give {self.tool}{ending}")
        return kind is not None and issubclass(kind, self.forgive)


def use(jobs, log):
    done = 0
    with Loan("box", log), Loan("glove", log, RuntimeError) as glove:
        for job in jobs:
            if job == "break":
                raise RuntimeError(glove)
            if job == "lost":
                raise LookupError(job)
            done += 1
    return done


def work(jobs):
    log = []
    try:
        done = use(jobs, log)
    except LookupError as fault:
        done = f"gave up: {fault}"
    return done, log
