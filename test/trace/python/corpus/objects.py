"""A linked list, a tree, a graph with cycles, a memo: state in objects."""


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


class Linked:
    def __init__(self):
        self.head = None
        self.size = 0

    def push(self, value):
        self.head = Node(value, self.head)
        self.size += 1
        return self

    def reverse(self):
        previous, node = None, self.head
        while node:
            node.next, previous, node = previous, node, node.next
        self.head = previous

    def __iter__(self):
        node = self.head
        while node is not None:
            yield node.value
            node = node.next


class Tree:
    def __init__(self):
        self.root = None

    def insert(self, key):
        def put(node):
            if node is None:
                return {"key": key, "left": None, "right": None}
            side = "left" if key < node["key"] else "right"
            node[side] = put(node[side])
            return node

        self.root = put(self.root)


def bfs(graph, start):
    seen, queue, order = {start}, [start], []
    while queue:
        at = queue.pop(0)
        order.append(at)
        for to in graph.get(at, ()):
            if to not in seen:
                seen.add(to)
                queue.append(to)
    return order


items = Linked().push(1).push(2).push(3)
before = list(items)
items.reverse()
t = Tree()
for k in (5, 2, 8, 1):
    t.insert(k)
graph = {"a": ["b", "c"], "b": ["d"], "c": ["d", "a"], "d": []}
memo = {}


def ways(n):
    if n not in memo:
        memo[n] = 1 if n < 2 else ways(n - 1) + ways(n - 2)
    return memo[n]


ring = Node(1)
ring.next = Node(2, ring)
ring.next.next.value = "seen"
print(before, list(items), t.root["left"]["key"], bfs(graph, "a"), ways(10), ring.next.value, items.size)
