class Week:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

    def __init__(self):
        self.tasks = {}

    def __setitem__(self, day, task):
        if day not in self.days:
            raise KeyError(day)
        self.tasks.setdefault(day, []).append(task)

    def __getitem__(self, key):
        if isinstance(key, slice):
            start = self.days.index(key.start) if key.start else 0
            stop = self.days.index(key.stop) if key.stop else None
            return [task for day in self.days[start:stop]
                    for task in self.tasks.get(day, [])]
        return self.tasks.get(key, [])

    def __delitem__(self, day):
        del self.tasks[day]

    def __len__(self):
        return sum(len(tasks) for tasks in self.tasks.values())

    def __contains__(self, task):
        return any(task in tasks for tasks in self.tasks.values())


def plan(entries):
    week = Week()
    for day, task in entries:
        week[day] = task
    early, late = week[:"thu"], week["thu":]
    if week["tue"]:
        del week["tue"]
    return early, late, len(week), "rest" in week, "bake" in week
