from collections import OrderedDict


class Memory:
    def __init__(self, size):
        self.size = size
        self.rooms = OrderedDict()
        self.forgotten = []

    def visit(self, room):
        known = room in self.rooms
        self.rooms[room] = self.rooms.get(room, 0) + 1
        self.rooms.move_to_end(room)
        if len(self.rooms) > self.size:
            oldest, times = self.rooms.popitem(last=False)
            self.forgotten.append((oldest, times))
        return known


def visits(rooms, size):
    memory = Memory(size)
    known = [memory.visit(room) for room in rooms]
    return sum(known), list(memory.rooms.items()), memory.forgotten
