# Runs before the reader's code, in the Python of the page. It gives a small `tensor` with PyTorch's indexing and
# messages, runs one trial in a namespace of its own, and tells what came of it as JSON.
import io
import json
import sys

MOST_VISITS = 5000
MOST_ITEMS = 5000
MOST_TEXT = 4000

_visits = []  # [outer names' values, inner names' values, box of pixels read or None]


def _see(outer, inner):
    "Called before each element of the watched comprehension; false, so that `_see(...) or (element)` is the element."
    if len(_visits) <= MOST_VISITS:
        _visits.append([[_short(v) for v in outer], [_short(v) for v in inner], None])
    return False


def _read(top, left, bottom, right):
    if not _visits:
        return
    box = _visits[-1][2]
    _visits[-1][2] = (
        [top, left, bottom, right]
        if box is None
        else [min(box[0], top), min(box[1], left), max(box[2], bottom), max(box[3], right)]
    )


def _short(value):
    text = repr(value)
    return text if len(text) <= 40 else text[:39] + "…"


class tensor:
    "Numbers in rows, or one row of them, with PyTorch's indexing. A watched one notes which of its places are read."

    def __init__(self, data, at=None):
        if isinstance(data, tensor):
            data = data.tolist()
        self._data = [list(row) if isinstance(row, (list, tuple)) else row for row in data]
        self._flat = not (self._data and isinstance(self._data[0], list))
        self._at = at  # place of the first number in the watched tensor

    @property
    def shape(self):
        return (len(self._data),) if self._flat else (len(self._data), len(self._data[0]))

    def _note(self):
        if self._at and self._data:
            top, left = self._at
            down, right = (1, len(self._data)) if self._flat else self.shape
            _read(top, left, top + down - 1, left + right - 1)

    def __len__(self):
        return len(self._data)

    def __iter__(self):
        for i in range(len(self._data)):
            yield self[i]

    def __getitem__(self, key):
        keys = key if isinstance(key, tuple) else (key,)
        if len(keys) > len(self.shape):
            raise IndexError("too many indices for tensor of dimension %d" % len(self.shape))
        first = _one(keys[0], len(self._data), 0)
        start = first if isinstance(first, int) else first[0]
        rows = _taken(self._data, first)
        at = self._at
        if self._flat:
            at = at and (at[0], at[1] + start)
            if at and isinstance(first, int):
                _read(at[0], at[1], at[0], at[1])
            return rows if isinstance(first, int) else tensor(rows, at)
        at = at and (at[0] + start, at[1])
        if len(keys) == 1:
            return tensor(rows, at)
        second = _one(keys[1], self.shape[1], 1)
        if isinstance(first, int):
            return tensor(rows, at)[keys[1]]
        if isinstance(second, int):
            out = [row[second] for row in rows]
            if at and out:
                _read(at[0], at[1] + second, at[0] + len(out) - 1, at[1] + second)
            return tensor(out)
        return tensor([_taken(row, second) for row in rows], at and (at[0], at[1] + second[0]))

    def _with(self, other, do):
        self._note()
        if not isinstance(other, (tensor, list)):
            if self._flat:
                return tensor([do(a, other) for a in self._data])
            return tensor([[do(a, other) for a in row] for row in self._data])
        other = other if isinstance(other, tensor) else tensor(other)
        other._note()
        for axis, (a, b) in enumerate(zip(self.shape, other.shape)):
            if a != b:
                raise RuntimeError(
                    "The size of tensor a (%d) must match the size of tensor b (%d) at non-singleton dimension %d"
                    % (a, b, axis)
                )
        if len(self.shape) != len(other.shape):
            raise RuntimeError("one tensor has %d dimensions, the other %d" % (len(self.shape), len(other.shape)))
        if self._flat:
            return tensor([do(a, b) for a, b in zip(self._data, other._data)])
        return tensor([[do(a, b) for a, b in zip(r, s)] for r, s in zip(self._data, other._data)])

    def __mul__(self, other):
        return self._with(other, lambda a, b: a * b)

    def __add__(self, other):
        return self._with(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._with(other, lambda a, b: a - b)

    def __truediv__(self, other):
        return self._with(other, lambda a, b: a / b)

    def __rmul__(self, other):
        return self * other

    def __radd__(self, other):
        return self + other

    def __neg__(self):
        return self * -1

    def _numbers(self):
        self._note()
        return self._data if self._flat else [a for row in self._data for a in row]

    def sum(self):
        return sum(self._numbers())

    def mean(self):
        numbers = self._numbers()
        return sum(numbers) / len(numbers)

    def max(self):
        return max(self._numbers())

    def min(self):
        return min(self._numbers())

    def flatten(self):
        return tensor(self._numbers())

    def float(self):
        return tensor(self._data, self._at)

    def tolist(self):
        self._note()
        return [row[:] for row in self._data] if not self._flat else self._data[:]

    def __repr__(self):
        return "tensor(%r)" % (self._data,)


def _taken(values, place):
    return values[place] if isinstance(place, int) else values[place[0] : place[1] : place[2]]


def _one(key, size, axis):
    "A whole number, or the start, stop and step of a slice, inside the axis."
    if isinstance(key, slice):
        start, stop, step = key.indices(size)
        if step < 1:
            raise ValueError("step must be greater than zero")
        return start, max(start, stop), step
    if not isinstance(key, int):
        raise TypeError("a tensor is indexed by whole numbers and slices, not by %s" % type(key).__name__)
    if not -size <= key < size:
        raise IndexError("index %d is out of bounds for dimension %d with size %d" % (key, axis, size))
    return key % size


def _input(*_):
    raise RuntimeError("this page has no input(); write the value into the code")


class _TooMany(Exception):
    pass


def _plain(value, room):
    room[0] -= 1
    if room[0] < 0:
        raise _TooMany()
    if value is None or isinstance(value, (bool, str)):
        return value if not isinstance(value, str) or len(value) <= 200 else {"other": _short(value)}
    if isinstance(value, tensor):
        value = value.tolist()
    if isinstance(value, list):
        return [_plain(v, room) for v in value]
    if isinstance(value, tuple):
        return {"tuple": [_plain(v, room) for v in value]}
    if isinstance(value, int) and -(2**53) < value < 2**53:
        return value
    if isinstance(value, float) and value - value == 0:
        return value
    return {"other": _short(value)}


def _told(value):
    try:
        plain = _plain(value, [MOST_ITEMS])
    except (_TooMany, RuntimeError):
        plain = {"other": "more than %d values" % MOST_ITEMS}
    return {"type": type(value).__name__, "plain": plain}


def _fault(problem):
    text = io.StringIO()
    sys.print_exception(problem, text)
    lines = text.getvalue().split("\n")
    own = [i for i, line in enumerate(lines) if 'File "your code"' in line]
    # What called the reader's code is ours and explains nothing.
    kept = lines[:1] + lines[own[0]:] if own else lines[-2:]
    if len(kept) > 12:  # a function that calls itself
        kept = kept[:5] + ["  … %d more lines" % (len(kept) - 9)] + kept[-4:]
    line = int(lines[own[-1]].split("line ")[1].split(",")[0]) if own else None
    return {
        "type": type(problem).__name__,
        "message": str(problem)[:MOST_TEXT],
        "line": line,
        "traceback": "\n".join(kept).strip()[:MOST_TEXT],
    }


def _trial(job):
    "One trial in a namespace of its own: givens, what belongs to the task, the reader's code, the question to it."
    job = json.loads(job)
    _visits.clear()
    shown = []
    space = {"__name__": "__main__", "tensor": tensor, "input": _input, "_see": _see, "_show": shown.append}
    for name, given in job["givens"].items():
        if isinstance(given, dict):
            given = tensor(given["tensor"], (0, 0) if given.get("watched") else None)
        space[name] = given
    fault = None
    try:
        exec(compile(job["given"], "given", "exec"), space)
        exec(compile(job["code"], "your code", "exec"), space)
        if job["ask"]:
            _visits.clear()
            shown.append(eval(compile(job["ask"], "the question", "eval"), space))
    except BaseException as problem:
        fault = _fault(problem)
    visits = _visits[:] if len(_visits) <= MOST_VISITS else []
    return json.dumps({"value": _told(shown[-1]) if shown else None, "fault": fault, "visits": visits})
