__all__ = ["TopologicalSorter", "CycleError"]


class CycleError(ValueError):
    pass


class _Node:
    __slots__ = ("name", "waits", "after")

    def __init__(self, name):
        # How many it waits for, and who waits for it. A node that was handed out waits for -1,
        # one that is done for -2.
        self.name, self.waits, self.after = name, 0, []


class TopologicalSorter:
    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._passed = self._finished = 0
        for node, before in (graph.items() if graph is not None else ()):
            self.add(node, *before)

    def _node(self, name):
        node = self._nodes.get(name)
        if node is None:
            node = self._nodes[name] = _Node(name)
        return node

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        own = self._node(node)
        own.waits += len(predecessors)
        for name in predecessors:
            self._node(name).after.append(node)

    def prepare(self):
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [n.name for n in self._nodes.values() if n.waits == 0]
        cycle = self._cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def get_ready(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        ready = tuple(self._ready)
        for name in ready:
            self._nodes[name].waits = -1
        self._ready.clear()
        self._passed += len(ready)
        return ready

    def is_active(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        return self._finished < self._passed or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        for name in nodes:
            own = self._nodes.get(name)
            if own is None:
                raise ValueError(f"node {name!r} was not added using add()")
            if own.waits >= 0:
                raise ValueError(f"node {name!r} was not passed out (still not ready)")
            if own.waits == -2:
                raise ValueError(f"node {name!r} was already marked done")
            own.waits = -2
            for after in own.after:
                node = self._nodes[after]
                node.waits -= 1
                if node.waits == 0:
                    self._ready.append(after)
            self._finished += 1

    # Depth first along who waits for whom; what is met on its own way is a cycle.
    def _cycle(self):
        way, rests, at, seen = [], [], {}, set()
        for name in self._nodes:
            while True:
                if name in seen:
                    if name in at:
                        return way[at[name]:] + [name]
                else:
                    seen.add(name)
                    rests.append(iter(self._nodes[name].after))
                    at[name] = len(way)
                    way.append(name)
                found = False
                while way and not found:
                    for name in rests[-1]:
                        found = True
                        break
                    else:
                        del at[way.pop()]
                        rests.pop()
                if not found:
                    break
        return None

    def static_order(self):
        self.prepare()
        while self.is_active():
            nodes = self.get_ready()
            yield from nodes
            self.done(*nodes)

    __class_getitem__ = classmethod(type(list[int]))
