"""The shell of a car: a lofted lower body with cut wheel arches, and the glazed cabin."""

from __future__ import annotations

import itertools
from math import cos, pi, radians, sin

import bpy

from samples.parts.car_shapes import CarMaterials, CarShape
from samples.parts.mesh import MeshBuilder, apply_modifiers, smooth_shade

#: Ring angles in degrees between which the gaps of bonnet and bumpers run.
BONNET_SEAMS = (56.0, 56.6, 123.4, 124.0)


BUMPER_SEAMS = (0.2, 0.29, 179.71, 179.8)


def _interpolate(table: list[tuple[float, float]], x: float) -> float:
    """Smoothly through (x, value) pairs in ascending x."""
    for (x0, v0), (x1, v1) in itertools.pairwise(table):
        if x <= x1:
            t = (x - x0) / (x1 - x0)
            return v0 + (v1 - v0) * t * t * (3 - 2 * t)
    return table[-1][1]


def car_body(shape: CarShape, paint: bpy.types.Material, m: CarMaterials) -> bpy.types.Object:
    """The closed lower body up to the window line."""
    half, wide = shape.length / 2, shape.width / 2
    screen, tail = shape.windscreen[0], shape.rear_window[0]
    top = [
        (-half, shape.boot - 0.22),
        (-half + 0.1, shape.boot - 0.03),
        (tail, shape.belt),
        (screen, shape.belt),
        (screen + 0.15, shape.belt - 0.01),
        (half - 0.25, shape.bonnet - 0.08),
        (half, shape.bonnet - 0.3),
    ]
    plan = [
        (-half, wide - 0.17),
        (-half + 0.28, wide - 0.04),
        (-0.3, wide),
        (half - 0.8, wide - 0.03),
        (half - 0.2, wide - 0.14),
        (half, wide - 0.34),
    ]
    floor = [(-half, 0.34), (-half + 0.3, 0.24), (half - 0.3, 0.2), (half, 0.28)]
    doors = [screen - 0.25, screen - 1.25, screen - 2.2]
    stations = sorted(
        {-half + half * (1 - cos(pi * i / 40)) for i in range(41)}
        | {d + e for d in doors for e in (0.0, 0.012)}
    )
    regular = [360 * (k + 0.5) / 40 for k in range(40)]
    angles = sorted(regular + list(BONNET_SEAMS) + list(BUMPER_SEAMS))
    rows = []
    for y in stations:
        w, low, high = _interpolate(plan, y), _interpolate(floor, y), _interpolate(top, y)
        middle, tall = (low + high) / 2, (high - low) / 2
        ring = []
        for a in map(radians, angles):
            u, v = (
                (abs(cos(a)) ** 0.36) * (1 if cos(a) > 0 else -1),
                (abs(sin(a)) ** 0.36) * (1 if sin(a) > 0 else -1),
            )
            ring.append(
                (
                    w
                    * u
                    * (
                        1
                        - 0.06 * max(0.0, v) ** 2
                        - 0.05 * max(0.0, -v) ** 2
                        + 0.012 * (abs(v - 0.25) < 0.12)
                    ),
                    y,
                    middle + tall * v,
                )
            )
        rows.append(ring)
    seams = {i for i, y in enumerate(stations) if y in doors}

    def pick(row: int, column: int) -> bpy.types.Material:
        angle, y = angles[column], stations[row]
        height = sin(radians(angle + 4.5))
        if height < -0.55:
            return m.plastic
        if (angle in BONNET_SEAMS[::2] and screen + 0.1 < y < half - 0.22) or (
            angle in BUMPER_SEAMS[::2] and abs(y) > half - 0.45
        ):
            return m.plastic
        return m.plastic if row in seams and height < 0.97 else paint

    b = MeshBuilder()
    b.grid(rows, pick, closed=True, caps=paint)
    body = b.build("car body")
    _cut_arches(body, shape, m)
    return body


def _cut_arches(body: bpy.types.Object, shape: CarShape, m: CarMaterials) -> None:
    """Subtracts a cylinder per axle side."""
    cutter = MeshBuilder()
    radius = shape.wheel + 0.055
    for y in (-shape.wheelbase / 2 - 0.05, shape.wheelbase / 2 - 0.05):
        for side in (-1, 1):
            x0, x1 = sorted((side * (shape.width / 2 - 0.32), side * (shape.width / 2 + 0.3)))
            rings = [
                [
                    (
                        x,
                        y + radius * cos(2 * pi * k / 40),
                        shape.wheel + radius * sin(2 * pi * k / 40),
                    )
                    for k in range(40)
                ]
                for x in (x0, x1)
            ]
            cutter.grid(rings, m.plastic, closed=True, caps=m.plastic)
    tool = cutter.build("cutter")
    modifier = body.modifiers.new("arches", "BOOLEAN")
    modifier.operation, modifier.solver, modifier.object = "DIFFERENCE", "EXACT", tool
    body.data.materials.append(m.plastic)
    apply_modifiers(body)
    bpy.data.objects.remove(tool)
    smooth_shade(body.data, 32.0)


def car_cabin(b: MeshBuilder, shape: CarShape, paint: bpy.types.Material, m: CarMaterials) -> None:
    """Windows, pillars and roof as one surface around the passengers."""
    foot, crown = shape.width / 2 - 0.07, shape.width / 2 - (0.25 if not shape.panel_van else 0.13)
    (front_low, front_high), (rear_low, rear_high) = shape.windscreen, shape.rear_window
    low = [
        (-foot + 0.05, front_low),
        (foot - 0.05, front_low),
        (foot - 0.03, rear_low),
        (-foot + 0.03, rear_low),
    ]
    high = [
        (-crown + 0.05, front_high),
        (crown - 0.05, front_high),
        (crown - 0.02, rear_high),
        (-crown + 0.02, rear_high),
    ]
    end_cuts = [0.0, 0.035, 0.06, 0.2, 0.35, 0.5, 0.65, 0.8, 0.94, 0.965]
    side_cuts = [0.0, 0.045, 0.06, 0.2, 0.38, 0.392, 0.435, 0.447, 0.6, 0.78, 0.79, 0.88, 0.9, 0.95]
    mirrored = [0.0, *sorted(round(1 - t, 3) for t in side_cuts if t > 0)]
    columns = [
        (edge, t)
        for edge, cuts in enumerate((end_cuts, side_cuts, end_cuts, mirrored))
        for t in cuts
    ]
    levels = [0.0, 0.06, 0.3, 0.6, 0.9, 0.94, 1.0]

    def along(corners: list[tuple[float, float]], edge: int, t: float) -> tuple[float, float]:
        (x0, y0), (x1, y1) = corners[edge], corners[(edge + 1) % 4]
        out = (0.12, 0.035, 0.08, 0.035)[edge] * (1 - (2 * t - 1) ** 2)
        normal = ((0, 1), (1, 0), (0, -1), (-1, 0))[edge]
        return x0 + (x1 - x0) * t + out * normal[0], y0 + (y1 - y0) * t + out * normal[1]

    rows = []
    for s in levels:
        ring = []
        for edge, t in columns:
            (xa, ya), (xb, yb) = along(low, edge, t), along(high, edge, t)
            ring.append(
                (
                    xa + (xb - xa) * s,
                    ya + (yb - ya) * s,
                    shape.belt - 0.03 + (shape.roof - 0.07 - shape.belt + 0.03) * s,
                )
            )
        rows.append(ring)

    def pick(row: int, column: int) -> bpy.types.Material:
        edge, t = columns[column]
        if (
            edge == 3
        ):  # runs from the rear to the front: measure from the front, as on the other side
            t = 1 - columns[column + 1][1] if column + 1 < len(columns) else 0.0
        s = levels[row]
        if s >= 0.94:
            return paint
        bare_side = shape.panel_van and edge in (1, 3) and t >= 0.38
        pillar = t < 0.03 or t > 0.955 if edge % 2 == 0 else t < 0.04 or t >= 0.88 or bare_side
        if pillar:
            return paint
        rim = s < 0.05 or s >= 0.89
        bar = edge % 2 == 1 and (0.375 <= t < 0.44 or 0.775 <= t < 0.789)
        return m.plastic if rim or bar else m.glass

    b.grid(rows, pick, closed=True)
    edge_ring = rows[-1]
    cx, cy = sum(p[0] for p in edge_ring) / len(edge_ring), (front_high + rear_high) / 2
    dome = [
        [(cx + (x - cx) * k, cy + (y - cy) * k, shape.roof - 0.07 * k**6) for x, y, _ in edge_ring]
        for k in (1.0, 0.985, 0.96, 0.9, 0.75, 0.4, 0.02)
    ]
    b.grid(dome, paint, closed=True)
