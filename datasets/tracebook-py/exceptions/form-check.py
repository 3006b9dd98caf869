class FormError(ValueError):
    def __init__(self, problems):
        self.problems = problems
        super().__init__("; ".join(problems))


def text_of(form, name):
    value = form[name].strip()
    if not value:
        raise ValueError(f"{name} is blank")
    return value


def number_of(form, name):
    number = int(text_of(form, name))
    if number < 0:
        raise ValueError(f"{name} is below zero")
    return number


FIELDS = {"name": text_of, "age": number_of}


def check(form):
    problems = []
    clean = {}
    for name, read in FIELDS.items():
        try:
            clean[name] = read(form, name)
        except KeyError as missing:
            problems.append(f"{missing} is missing")
        except ValueError as fault:
            problems.append(str(fault).split(":")[0])
    problems += [f"{name} is unknown" for name in form if name not in FIELDS]
    return clean, problems


def submit(form):
    clean, problems = check(form)
    if problems:
        raise FormError(problems)
    return sorted(clean.items())
