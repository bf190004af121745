"""Household things: a sofa, a suitcase, clothes; each stands at z = 0 around the origin."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, radians, sin

import bpy
from mathutils import Matrix, Vector, noise

from samples.parts.mesh import MeshBuilder
from samples.parts.shading import Colour, new_material, plain, scaled


def pillow(
    b: MeshBuilder,
    centre: Sequence[float],
    half: Sequence[float],
    material: bpy.types.Material,
    power: float = 5.0,
    matrix: Matrix | None = None,
) -> None:
    """A superellipsoid: a soft box with half sizes `half`; a higher `power` is boxier."""

    def curve(value: float) -> float:
        return (1 if value > 0 else -1) * abs(value) ** (2 / power)

    rows = []
    for i in range(25):
        v = -pi / 2 + pi * i / 24
        ring = []
        for k in range(48):
            u = 2 * pi * k / 48
            point = Vector(
                (
                    half[0] * curve(cos(v)) * curve(cos(u)),
                    half[1] * curve(cos(v)) * curve(sin(u)),
                    half[2] * curve(sin(v)),
                )
            )
            if matrix is not None:
                point = matrix @ point
            ring.append(tuple(point + Vector(centre)))
        rows.append(ring)
    b.grid(rows, material, closed=True)


def fabric(name: str, colour: Colour, wrinkles: float = 0.02) -> bpy.types.Material:
    """Woven upholstery with folds of about `wrinkles` metres."""
    material, g = new_material(name, colour)
    position = g.add("TexCoord").outputs["Object"]
    folds = g.noise(g.scaled(position, 1.0, 1.0, 0.6), 6.0, 3.0, 0.5)
    weave = g.noise(position, 220.0, 1.0)
    worn = g.step(g.noise(position, 2.2, 4.0, 0.65), 0.35, 0.7, 0.6, 1.1)
    shader = g.add(
        "BsdfPrincipled",
        {
            "Base Color": g.mix(1.0, colour, worn, "MULTIPLY"),
            "Roughness": 0.9,
            "Sheen": 0.4,
            "Specular": 0.2,
        },
    )
    height = g.math("ADD", folds, g.math("MULTIPLY", weave, 0.05))
    g.put(shader.inputs["Normal"], g.bump(height, 0.8, wrinkles))
    g.surface(shader)
    return material


def sofa(colour: Colour = (0.45, 0.24, 0.04)) -> bpy.types.Object:
    """A three-seater facing -y, 2.1 m wide and 0.85 m high."""
    cloth, seat = (fabric("sofa cloth", colour), fabric("sofa seat", scaled(colour, 0.9), 0.06))
    wood = plain("sofa leg", (0.07, 0.035, 0.015), 0.5)
    b = MeshBuilder()
    pillow(b, (0, 0.03, 0.27), (0.98, 0.42, 0.15), cloth, 9)
    pillow(b, (0, 0.36, 0.5), (0.98, 0.13, 0.36), cloth, 7, Matrix.Rotation(radians(-8), 3, "X"))
    for s in (-1, 1):
        pillow(b, (s * 0.96, 0.0, 0.37), (0.12, 0.46, 0.25), cloth, 6)
    for i, x in enumerate((-0.57, 0.0, 0.57)):
        pillow(b, (x, -0.08, 0.46), (0.283, 0.37, 0.095), seat, 4.5)
        pillow(
            b,
            (x, 0.2, 0.7),
            (0.275, 0.11, 0.22),
            seat,
            3.6,
            Matrix.Rotation(radians(-14 - 2 * i), 3, "X"),
        )
    for x in (-0.9, 0.9):
        for y in (-0.34, 0.34):
            b.tube([(x, y, 0.0), (x, y, 0.15)], [0.02, 0.035], wood, 10)
    return b.build("sofa", smooth=60.0)


def suitcase(colour: Colour = (0.45, 0.03, 0.05)) -> bpy.types.Object:
    """A hard-shell suitcase lying on its back, 0.72 x 0.5 x 0.28 m, with ridges, handle and
    wheels.
    """
    shell, dark, metal = (
        plain("shell", colour, 0.3, clearcoat=0.8, dirt=0.2),
        plain("suitcase trim", (0.02, 0.02, 0.02), 0.5),
        plain("suitcase rod", (0.5, 0.5, 0.5), 0.25, 1.0),
    )
    b = MeshBuilder()
    pillow(b, (0, 0, 0.14), (0.36, 0.25, 0.14), shell, 9)
    for k in range(-3, 4):
        pillow(b, (0.0, 0.06 * k, 0.14), (0.33, 0.014, 0.148), shell, 6)
    pillow(b, (0, 0, 0.14), (0.365, 0.255, 0.012), dark, 12)
    for y in (-0.1, 0.1):
        b.tube([(0.34, y, 0.05), (0.78, y, 0.05)], 0.009, metal, 10)
    b.tube([(0.78, -0.12, 0.05), (0.78, 0.12, 0.05)], 0.018, dark, 10)
    b.tube(
        [(-0.08, -0.25, 0.14), (-0.06, -0.29, 0.14), (0.06, -0.29, 0.14), (0.08, -0.25, 0.14)],
        0.012,
        dark,
        8,
    )
    for y in (-0.19, 0.19):
        for z in (0.05, 0.23):
            b.lathe(
                [(0.0, y - 0.015), (0.03, y - 0.015), (0.03, y + 0.015), (0.0, y + 0.015)],
                dark,
                20,
                "Y",
                (-0.385, 0, z),
            )
    return b.build("suitcase", smooth=40.0)


def crumpled_cloth(size: float, colour: Colour, seed: int) -> bpy.types.Object:
    """A dropped garment: a low heap of folds."""
    shift = Vector((seed * 7.3, seed * 3.1, 0))
    cloth = fabric(f"garment {seed}", colour, 0.01)
    rows = []
    for j in range(40):
        row = []
        for i in range(40):
            x, y = i / 19.5 - 1, j / 19.5 - 1
            edge = max(0.0, 1 - (x * x + y * y) ** 1.5)
            fold = abs(noise.noise(Vector((2.2 * x, 1.1 * y, 0)) + shift)) * 0.9 + 0.25
            wobble = 1 + 0.25 * noise.noise(Vector((x, y, 4)) + shift)
            row.append(
                (
                    x * size / 2 * wobble,
                    y * size / 2.6 * wobble,
                    0.004 + size * 0.2 * fold * edge**0.4,
                )
            )
        rows.append(row)
    b = MeshBuilder()
    b.grid(rows, cloth)
    return b.build("garment", smooth=70.0)
