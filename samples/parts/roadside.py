"""Things that stand beside a road: lamp posts, signs, guard rails, delineators, an overpass, a
gantry.
"""

from __future__ import annotations

import bpy

from samples.parts.mesh import MeshBuilder, bevel, instance, place
from samples.parts.shading import Colour, plain
from samples.parts.track import Track


def _galvanised(name: str) -> bpy.types.Material:
    return plain(name, (0.34, 0.35, 0.36), 0.45, 0.75, dirt=0.35, dirt_scale=3.0)


def guard_rail(track: Track, lateral: float, span: tuple[float, float], side: int) -> None:
    """A W-beam on posts; `side` is +1 if the road is to its left."""
    steel = _galvanised("guard rail")
    wave = [
        (0.0, 0.45),
        (0.02, 0.46),
        (0.08, 0.52),
        (0.08, 0.55),
        (0.01, 0.6),
        (0.08, 0.65),
        (0.08, 0.68),
        (0.02, 0.74),
        (0.0, 0.75),
    ]
    b = MeshBuilder()
    count = int((span[1] - span[0]) / 2)
    rows = [
        [tuple(track.at(span[0] + 2 * i, lateral - side * (0.08 + out), z)) for out, z in wave]
        for i in range(count + 1)
    ]
    b.grid(rows, steel)
    b.build("guard rail", smooth=50.0)
    post = MeshBuilder()
    post.box((-0.05, -0.03, -0.2), (0.05, 0.03, 0.72), steel)
    source = post.build("guard post")
    source.hide_render = True
    for i in range(count):
        instance(
            source, track.at(span[0] + 2 * i, lateral + 0.02 * side), track.heading(span[0] + 2 * i)
        )


def delineators(
    track: Track, lateral: float, span: tuple[float, float], step: float = 25.0
) -> None:
    """White posts with a slanted black band on both sides."""
    white, black = (
        plain("post white", (0.68, 0.68, 0.66), 0.5, dirt=0.3, dirt_scale=6.0),
        plain("post black", (0.02, 0.02, 0.02), 0.5),
    )
    reflector = plain("reflector", (0.55, 0.5, 0.35), 0.2, clearcoat=1.0)
    b = MeshBuilder()
    b.box((-0.06, -0.04, -0.1), (0.06, 0.04, 0.72), white)
    b.box((-0.062, -0.042, 0.72), (0.062, 0.042, 0.92), black)
    b.box((-0.06, -0.04, 0.92), (0.06, 0.04, 1.0), white)
    b.box((-0.025, -0.046, 0.75), (0.025, -0.04, 0.89), reflector)
    source = b.build("delineator")
    source.hide_render = True
    distance = span[0]
    while distance < span[1]:
        for side in (-1, 1):
            instance(source, track.at(distance, side * lateral))
        distance += step


def lamp_posts(
    track: Track, places: list[tuple[float, float]], height: float = 7.5, arm: float = 1.6
) -> None:
    """Street lamps at (lateral, distance) with the arm over the road."""
    steel, glass = (
        plain("lamp post", (0.13, 0.14, 0.14), 0.5, 0.4, dirt=0.3),
        plain("lamp glass", (0.5, 0.5, 0.48), 0.2),
    )
    b = MeshBuilder()
    b.tube(
        [
            (0, 0, 0),
            (0, 0, 1.2),
            (0, 0, 1.21),
            (0, 0, height - 0.4),
            (-0.15, 0, height - 0.05),
            (-arm, 0, height),
        ],
        [0.09, 0.09, 0.065, 0.05, 0.045, 0.035],
        steel,
        12,
    )
    b.box((-arm - 0.65, -0.13, height - 0.05), (-arm + 0.05, 0.13, height + 0.06), steel)
    b.box((-arm - 0.6, -0.1, height - 0.08), (-arm - 0.1, 0.1, height - 0.05), glass)
    source = b.build("lamp post", smooth=40.0)
    source.hide_render = True
    for lateral, distance in places:
        instance(source, track.at(distance, lateral, 0.1), 0.0 if lateral > 0 else 180.0)


def round_sign(
    track: Track,
    lateral: float,
    distance: float,
    ring: Colour = (0.5, 0.02, 0.02),
    field: Colour = (0.75, 0.75, 0.73),
    height: float = 2.3,
    ground: float = 0.1,
) -> None:
    """A round traffic sign on a tube, facing the driver."""
    steel, red, white = (
        _galvanised("sign tube"),
        plain("sign ring", ring, 0.4),
        plain("sign field", field, 0.4),
    )
    dark = plain("sign glyph", (0.02, 0.02, 0.02), 0.5)
    b = MeshBuilder()
    b.tube([(0, 0, 0), (0, 0, height + 0.35)], 0.03, steel, 10)
    b.lathe(
        [(0.0, -0.035), (0.3, -0.035), (0.3, -0.03), (0.0, -0.029)], red, 40, "Y", (0, 0, height)
    )
    b.lathe([(0.0, -0.04), (0.24, -0.04), (0.24, -0.036)], white, 40, "Y", (0, 0, height))
    for x in (-0.11, 0.03):
        b.box((x, -0.043, height - 0.1), (x + 0.08, -0.041, height + 0.1), dark)
    place(b.build("round sign", smooth=30.0), track.at(distance, lateral, ground))


def warning_sign(track: Track, lateral: float, distance: float, height: float = 2.2) -> None:
    """A red-edged warning triangle on a tube."""
    steel, red, white = (
        _galvanised("triangle tube"),
        plain("triangle edge", (0.5, 0.02, 0.02), 0.4),
        plain("triangle field", (0.75, 0.75, 0.73), 0.4),
    )
    dark = plain("triangle glyph", (0.02, 0.02, 0.02), 0.5)
    b = MeshBuilder()
    b.tube([(0, 0, -0.1), (0, 0, height + 0.4)], 0.03, steel, 10)
    for reach, y, material in ((0.45, -0.04, red), (0.31, -0.044, white)):
        b.face(
            [
                (-reach, y, height - 0.577 * reach),
                (reach, y, height - 0.577 * reach),
                (0, y, height + 1.155 * reach),
            ],
            material,
        )
    b.box((-0.03, -0.048, height - 0.02), (0.03, -0.046, height + 0.18), dark)
    b.box((-0.03, -0.048, height - 0.12), (0.03, -0.046, height - 0.06), dark)
    place(b.build("warning sign"), track.at(distance, lateral))


def gantry(track: Track, left: float, right: float, distance: float) -> None:
    """A sign bridge with two blue direction signs of white bars."""
    steel, blue, white = (
        _galvanised("gantry steel"),
        plain("gantry blue", (0.012, 0.06, 0.28), 0.45, dirt=0.12),
        plain("gantry white", (0.7, 0.7, 0.7), 0.5),
    )
    b = MeshBuilder()
    for x in (left, right):
        b.tube([(x, 0, 0), (x, 0, 7.4)], 0.18, steel, 12)
    for z in (6.2, 7.2):
        b.tube([(left, 0, z), (right, 0, z)], 0.11, steel, 10)
    count = int(right - left)
    for i in range(count):
        z0, z1 = (6.2, 7.2) if i % 2 else (7.2, 6.2)
        b.tube([(left + i, 0, z0), (left + i + 1, 0, z1)], 0.05, steel, 6)
    middle = (left + right) / 2
    for x0 in (middle - 4.2, middle + 0.5):
        b.box((x0, -0.3, 5.3), (x0 + 3.9, -0.22, 7.6), white)
        b.box((x0 + 0.06, -0.32, 5.36), (x0 + 3.84, -0.28, 7.54), blue)
        for row, widths in enumerate(((1.5, 0.9), (2.1,), (1.1, 1.2))):
            x = x0 + 0.9
            for w in widths:
                letters = max(2, int(w / 0.16))
                for k in range(letters):
                    b.box(
                        (x + 0.16 * k, -0.335, 6.95 - 0.62 * row),
                        (x + 0.16 * k + 0.1, -0.325, 7.2 - 0.62 * row + 0.06 * (k % 3 == 0)),
                        white,
                    )
                x += w + 0.3
        b.face([(x0 + 0.3, -0.336, 6.1), (x0 + 0.7, -0.336, 6.1), (x0 + 0.5, -0.336, 5.55)], white)
    place(b.build("gantry", smooth=40.0), track.at(distance))


def overpass(
    track: Track, distance: float, left: float, right: float, clearance: float = 5.2
) -> None:
    """A concrete bridge across the road with piers and a railing."""
    concrete = plain("bridge concrete", (0.33, 0.32, 0.3), 0.9, dirt=0.45, dirt_scale=0.5)
    rail = _galvanised("bridge rail")
    b = MeshBuilder()
    b.box((left - 60, 0, clearance), (right + 60, 9, clearance + 1.1), concrete)
    b.box((left - 60, -0.35, clearance + 0.9), (right + 60, 0.1, clearance + 1.35), concrete)
    for x in (left, right):
        for y in (2.0, 6.0):
            b.tube([(x, y, 0), (x, y, clearance)], 0.5, concrete, 20)
    for x0 in (left - 62.0, right + 6.0):
        b.box((x0, -0.3, 0), (x0 + 56, 9.5, clearance), concrete)
    for z in (1.7, 2.05, 2.4):
        b.tube([(left - 60, -0.1, clearance + z), (right + 60, -0.1, clearance + z)], 0.04, rail, 6)
    for i in range(int((right - left + 120) / 2)):
        x = left - 60 + 2 * i
        b.tube([(x, -0.1, clearance + 1.3), (x, -0.1, clearance + 2.4)], 0.035, rail, 6)
    place(b.build("overpass", smooth=40.0), track.at(distance))


def waste_bins(track: Track, places: list[tuple[float, float]]) -> None:
    """Wheeled refuse bins at (lateral, distance)."""
    colours: tuple[Colour, ...] = ((0.03, 0.04, 0.045), (0.12, 0.07, 0.03), (0.03, 0.06, 0.16))
    for i, (lateral, distance) in enumerate(places):
        plastic = plain(f"bin {i}", colours[i % 3], 0.5, dirt=0.3, dirt_scale=5.0)
        b = MeshBuilder()
        low, high = (
            [(-0.22, -0.24), (0.22, -0.24), (0.22, 0.24), (-0.22, 0.24)],
            [(-0.29, -0.33), (0.29, -0.33), (0.29, 0.33), (-0.29, 0.33)],
        )
        b.grid(
            [[(x, y, 0.04) for x, y in low], [(x, y, 0.95) for x, y in high]], plastic, closed=True
        )
        b.box((-0.31, -0.36, 0.95), (0.31, 0.38, 1.03), plastic)
        b.tube([(-0.3, 0.36, 0.95), (0.3, 0.36, 0.95)], 0.02, plastic, 8)
        for x in (-0.24, 0.24):
            b.lathe(
                [(0.0, x - 0.03), (0.1, x - 0.03), (0.1, x + 0.03), (0.0, x + 0.03)],
                plastic,
                20,
                "X",
                (0, 0.24, 0.1),
            )
        thing = b.build("waste bin")
        bevel(thing, 0.015, 2)
        place(
            thing, track.at(distance, lateral, 0.11), 90 + 17 * i if lateral > 0 else -90 + 11 * i
        )


def pasture_fence(track: Track, lateral: float, span: tuple[float, float]) -> None:
    """Wooden posts with three wires."""
    wood, wire = (
        plain("fence post", (0.17, 0.13, 0.09), 0.9, dirt=0.5, dirt_scale=6.0),
        _galvanised("fence wire"),
    )
    b = MeshBuilder()
    b.tube([(0, 0, -0.4), (0.01, 0, 1.15)], [0.06, 0.05], wood, 9, caps=True)
    source = b.build("fence post")
    source.hide_render = True
    count = int((span[1] - span[0]) / 3)
    wires = MeshBuilder()
    for i in range(count + 1):
        instance(source, track.at(span[0] + 3 * i, lateral), 40.0 * i)
    for height in (0.45, 0.75, 1.05):
        wires.tube(
            [tuple(track.at(span[0] + 3 * i, lateral, height)) for i in range(count + 1)],
            0.006,
            wire,
            5,
        )
    wires.build("fence wires")
