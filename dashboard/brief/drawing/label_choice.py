"""Which spot each label takes, so that none covers another.

Labels are set in several fixed orders; that order wins which names the most important
marks, then that of the least total cost.
"""

from functools import lru_cache
from itertools import pairwise

import numpy as np

ORDERS, SEED = 200, 7
IMPORTANT, MOST_STEPS = 5, 5_000
"""Labels that are placed together first, and how long that is searched for."""
MARGIN = 3
"""Pixels around a leader within which it may meet something."""
TOGETHER = 64
"""Spots that are held against all others at once: few enough for a fast memory."""
LEADER = 14
"""Pixels from the mark beyond which a line leads to the label."""


class Spot:
    """One place for a label: its box, side, leader and cost."""

    __slots__ = ("box", "cost", "leader", "lines", "reach", "side")

    def __init__(self, box, side, reach, leader, cost, lines) -> None:
        self.box, self.side, self.reach = box, side, reach
        self.leader, self.cost, self.lines = leader, cost, lines


def choose(spots: list[list[Spot]]) -> dict[int, Spot]:
    """Return the spot of each label from the best of several orders."""
    every = [spot for found in spots for spot in found]
    starts = np.cumsum([0, *map(len, spots)])
    clash = _as_bits(_clashes(every))
    costs = np.array([spot.cost for spot in every])
    by_room = np.argsort(np.diff(starts), kind="stable").tolist()
    shuffled = _shuffled(len(spots))
    starts = starts.tolist()
    own = _own_bits(starts)
    best: dict[int, int] = {}
    least: tuple[list[bool], float] = ([True] * len(spots), np.inf)
    in_turn = range(len(spots))
    first = _first_together(starts, clash)
    for order, given in [
        (in_turn, first),
        *((each, {}) for each in (in_turn, by_room, *shuffled)),
    ]:
        picked = dict(given)
        blocked = _any_of(clash, picked)
        for number in order:
            if number not in picked and (free := own[number] & ~blocked):
                picked[number] = at = _lowest(free)
                blocked |= clash[at]
        missing = [number not in picked for number in in_turn]
        if missing > least[0]:
            continue
        cost = float(costs[list(picked.values())].sum())
        if (missing, cost + 1e-9) < least:
            best, least = picked, (missing, cost)
    _move_aside(best, starts, clash)
    return {number: every[at] for number, at in best.items()}


@lru_cache(64)
def _shuffled(many: int) -> list[list[int]]:
    """Return the orders in which so many labels are tried, the same every time."""
    rng = np.random.default_rng(SEED)
    return [rng.permutation(many).tolist() for _ in range(ORDERS)]


def _as_bits(clash: np.ndarray) -> list[int]:
    """Return each row as a number with one bit for each spot, the first the lowest.

    A row is asked for thousands of times: on whole numbers that takes a tenth of what
    it takes on arrays so small.
    """
    packed = np.packbits(clash, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in packed]


def _own_bits(starts: list[int]) -> list[int]:
    """Return for each label the bits of its own spots."""
    return [(1 << end) - (1 << start) for start, end in pairwise(starts)]


def _any_of(clash: list[int], picked: dict[int, int]) -> int:
    """Return the spots that one of the picked spots clashes with."""
    blocked = 0
    for at in picked.values():
        blocked |= clash[at]
    return blocked


def _lowest(bits: int) -> int:
    """Return the number of the lowest bit, that of the cheapest spot."""
    return (bits & -bits).bit_length() - 1


def _first_together(starts: list[int], clash: list[int]) -> dict[int, int]:
    """Return spots at which as many of the most important labels as can be stand.

    Each takes its cheapest spot that leaves one to those after it; searched by trying
    and stepping back, with a limit on the steps.
    """
    best: dict[int, int] = {}
    steps = MOST_STEPS

    def place(number: int, picked: dict[int, int], blocked: int) -> bool:
        nonlocal best, steps
        if len(picked) > len(best):
            best = dict(picked)
        if number == min(IMPORTANT, len(starts) - 1):
            return True
        for at in range(starts[number], starts[number + 1]):
            steps -= 1
            if steps < 0:
                return True
            if not blocked >> at & 1 and place(
                number + 1, {**picked, number: at}, blocked | clash[at]
            ):
                return True
        return starts[number] == starts[number + 1] and place(
            number + 1, picked, blocked
        )

    place(0, {}, 0)
    return best


def _move_aside(picked: dict[int, int], starts: list[int], clash: list[int]) -> None:
    """Give each label without a spot one where others move, or less important ones go.

    Labels are numbered by importance.
    """
    own = _own_bits(starts)
    for number in range(len(starts) - 1):
        if number in picked:
            continue
        tries = range(starts[number], starts[number + 1])
        moved = [_moved(picked, number, at, own, clash) for at in tries]
        if fits := [each for each in moved if each]:
            best = min(
                fits, key=lambda each: [k not in each for k in range(len(starts))]
            )
            picked.clear()
            picked.update(best)


def _moved(
    picked: dict[int, int], number: int, at: int, own: list[int], clash: list[int]
) -> dict[int, int]:
    """Return the spots with label ``number`` at ``at``; none where that costs more."""
    moved = {k: spot for k, spot in picked.items() if not clash[at] >> spot & 1}
    in_the_way = sorted(picked.keys() - moved.keys())
    moved[number] = at
    for other in in_the_way:
        if free := own[other] & ~_any_of(clash, moved):
            moved[other] = _lowest(free)
        elif other < number:
            return {}
    return moved


def _clashes(spots: list[Spot]) -> np.ndarray:
    """Return for each pair of spots whether label or leader of one meets the other."""
    single = np.float32  # half of what a pair of spots costs, and exact to a pixel
    boxes = np.array([spot.box for spot in spots], dtype=single).reshape(-1, 4)
    lines = np.array([spot.leader for spot in spots], dtype=single).reshape(-1, 4)
    drawn = np.array([spot.reach > LEADER for spot in spots], dtype=bool)
    numbers, led = np.flatnonzero(drawn), lines[drawn]
    clash = np.empty((len(spots), len(spots)), dtype=bool)
    x0, y0, x1, y1 = boxes.T
    for at in range(0, len(spots), TOGETHER):
        own = slice(at, at + TOGETHER)
        left, top, right, low = boxes[own].T[:, :, None]
        part = left < x1 + 3
        part &= x0 < right + 3
        part &= top < y1 + 3
        part &= y0 < low + 3
        clash[own] = part
    for at in range(0, len(numbers), TOGETHER):
        own = slice(at, at + TOGETHER)
        apart = ~clash[numbers[own]]  # of two boxes that meet nothing more is asked
        line, box = np.nonzero(_near(led[own], boxes) & apart)
        cut = _cuts(led[own][line], boxes[box])
        line, box = numbers[own][line[cut]], box[cut]
        clash[line, box] = clash[box, line] = True
        one, other = np.nonzero(_near(led[own], led) & apart[:, drawn])
        crossed = _crosses(led[own][one], led[other])
        clash[numbers[own][one[crossed]], numbers[other[crossed]]] = True
    return clash


def _near(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return which lines (rows) may meet which lines or boxes (columns).

    Few do, and to look closer costs ten times as much.
    """
    x0, y0, x1, y1 = _bounds(some).T[:, :, None]
    left, top, right, low = _bounds(others).T
    near = x0 - MARGIN <= right
    near &= left <= x1 + MARGIN
    near &= y0 - MARGIN <= low
    near &= top <= y1 + MARGIN
    return near


def _bounds(lines: np.ndarray) -> np.ndarray:
    start, end = lines[:, :2], lines[:, 2:]
    return np.hstack([np.minimum(start, end), np.maximum(start, end)])


def _cuts(lines: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Return of pairs which line runs through its box, 2 pixels wider.

    A line enters a box where it is between both pairs of sides at once (Liang and
    Barsky 1984).
    """
    near = np.zeros(len(lines), dtype=lines.dtype)
    far = np.ones(len(lines), dtype=lines.dtype)
    for axis in (0, 1):
        start = lines[:, axis]
        along = lines[:, axis + 2] - start
        along = np.where(np.abs(along) < 1e-4, lines.dtype.type(1e-4), along)
        ends = (
            (boxes[:, axis] - 2 - start) / along,
            (boxes[:, axis + 2] + 2 - start) / along,
        )
        near = np.maximum(near, np.minimum(*ends))
        far = np.minimum(far, np.maximum(*ends))
    return near <= far


def _crosses(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return of pairs which lines cross: both have ends on both sides of the other."""
    return _parts(some, others) & _parts(others, some)


def _parts(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return of pairs whether the ends of the second line lie on both sides of the
    first.
    """
    (px, py, qx, qy), (rx, ry, sx, sy) = some.T, others.T
    to_start = (qx - px) * (ry - py) - (qy - py) * (rx - px)
    to_end = (qx - px) * (sy - py) - (qy - py) * (sx - px)
    return to_start * to_end < 0
