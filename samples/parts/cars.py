"""Passenger cars put together from shell, wheels and fittings, and a car park of instances."""

from __future__ import annotations

from math import cos, pi, sin

import bpy

from samples.parts.car_body import car_body, car_cabin
from samples.parts.car_shapes import SHAPES, CarMaterials, CarShape, car_paint
from samples.parts.mesh import MeshBuilder, add_object, bevel


def _wheel(b: MeshBuilder, x: float, y: float, radius: float, side: int, m: CarMaterials) -> None:
    outer = [
        (0.6, -0.1),
        (0.93, -0.1),
        (1.0, -0.07),
        (1.0, 0.07),
        (0.93, 0.1),
        (0.66, 0.1),
        (0.63, 0.07),
        (0.6, -0.1),
    ]
    b.lathe([(r * radius, h * side) for r, h in outer], m.rubber, 36, "X", (x, y, radius))
    b.lathe(
        [
            (0.65 * radius, 0.085 * side),
            (0.62 * radius, 0.06 * side),
            (0.6 * radius, 0.02 * side),
            (0.0, 0.02 * side),
        ],
        m.plastic,
        36,
        "X",
        (x, y, radius),
    )
    for k in range(10):
        a0, a1, a2, _a3 = (
            2 * pi * (k // 2) / 5 + o
            for o in ((-0.33, -0.2, -0.1, 0.0) if k % 2 else (0.0, 0.1, 0.2, 0.33))
        )
        x1 = x + 0.078 * side
        b.face(
            [
                (x1, y + r * radius * cos(a), radius + r * radius * sin(a))
                for r, a in ((0.12, a1), (0.63, a0), (0.63, a1), (0.12, a2))
            ],
            m.rim,
        )
    b.lathe(
        [(0.66 * radius, 0.09 * side), (0.6 * radius, 0.088 * side), (0.58 * radius, 0.06 * side)],
        m.rim,
        36,
        "X",
        (x, y, radius),
    )
    b.lathe(
        [(0.2 * radius, 0.06 * side), (0.14 * radius, 0.085 * side), (0.0, 0.088 * side)],
        m.rim,
        20,
        "X",
        (x, y, radius),
    )


def _fittings(shape: CarShape, paint: bpy.types.Material, m: CarMaterials) -> bpy.types.Object:
    """Lights, plates, mirrors, grille and handles, with rounded edges."""
    half, wide, belt = shape.length / 2, shape.width / 2, shape.belt
    b = MeshBuilder()
    for s in (-1, 1):
        x0, x1 = sorted((s * (wide - 0.36), s * (wide - 0.12)))
        b.box((x0, -half - 0.012, shape.boot - 0.31), (x1, -half + 0.32, shape.boot - 0.12), m.tail)
        r0, r1 = sorted((s * (wide - 0.34), s * (wide - 0.22)))
        b.box((r0, -half - 0.02, shape.boot - 0.25), (r1, -half + 0.1, shape.boot - 0.19), m.lamp)
        f0, f1 = sorted((s * (wide - 0.52), s * (wide - 0.17)))
        b.box(
            (f0, half - 0.6, shape.bonnet - 0.31), (f1, half - 0.035, shape.bonnet - 0.16), m.lamp
        )
        g0, g1 = sorted((s * (wide - 0.5), s * (wide - 0.3)))
        b.box((g0, half - 0.3, 0.34), (g1, half - 0.01, 0.44), m.plastic)
        mx0, mx1 = sorted((s * (wide - 0.02), s * (wide + 0.17)))
        b.box(
            (mx0, shape.windscreen[0] - 0.42, belt + 0.02),
            (mx1, shape.windscreen[0] - 0.3, belt + 0.16),
            paint,
        )
        for y in (shape.windscreen[0] - 1.1, shape.windscreen[0] - 2.0):
            hx0, hx1 = sorted((s * (wide - 0.03), s * (wide + 0.02)))
            b.box((hx0, y - 0.09, belt - 0.17), (hx1, y + 0.09, belt - 0.135), paint)
    b.box((-0.26, -half - 0.02, shape.boot - 0.4), (0.26, -half + 0.05, shape.boot - 0.29), m.plate)
    b.box((-wide + 0.3, -half - 0.03, 0.3), (wide - 0.3, -half + 0.1, 0.43), m.plastic)
    b.box((-0.26, half - 0.05, 0.42), (0.26, half + 0.012, 0.53), m.plate)
    b.box((-wide + 0.42, half - 0.1, 0.3), (wide - 0.42, half + 0.005, 0.4), m.plastic)
    b.box(
        (-0.42, half - 0.1, shape.bonnet - 0.3),
        (0.42, half + 0.004, shape.bonnet - 0.17),
        m.plastic,
    )
    b.box(
        (-0.42, half - 0.1, shape.bonnet - 0.24),
        (0.42, half + 0.012, shape.bonnet - 0.225),
        m.chrome,
    )
    fittings = b.build("fittings")
    bevel(fittings, 0.022, 3)
    return fittings


def car(shape: CarShape, paint: bpy.types.Material, m: CarMaterials, name: str) -> bpy.types.Object:
    """A car facing +y, standing at z = 0 in the middle of its length."""
    body = car_body(shape, paint, m)
    b = MeshBuilder()
    car_cabin(b, shape, paint, m)
    for y in (-shape.wheelbase / 2 - 0.05, shape.wheelbase / 2 - 0.05):
        for side in (-1, 1):
            _wheel(b, side * (shape.width / 2 - 0.12), y, shape.wheel, side, m)
    upper = b.build(name, smooth=32.0)
    fittings = _fittings(shape, paint, m)
    with bpy.context.temp_override(
        active_object=upper, selected_editable_objects=[upper, body, fittings]
    ):
        bpy.ops.object.join()
    return upper


class CarPark:
    """Makes a few cars and instances them; call `park` with positions."""

    def __init__(self, count: int, first: int = 0) -> None:
        materials = CarMaterials()
        paint = car_paint()
        self.sources = [
            car(SHAPES[(first + i) % len(SHAPES)], paint, materials, f"car {i}")
            for i in range(count)
        ]
        for source in self.sources:
            source.hide_render = True

    def park(
        self, index: int, location: tuple[float, float, float], turn: float
    ) -> bpy.types.Object:
        """One car; `turn` in degrees, 0 faces +y."""
        source = self.sources[index % len(self.sources)]
        copy = add_object(source.name, source.data)
        copy.location, copy.rotation_euler = location, (0.0, 0.0, turn * pi / 180)
        return copy
