"""Lost cargo: cartons, pallets, steel drums; each stands at z = 0 around the origin."""

from __future__ import annotations

from math import radians
from random import Random

import bpy
from mathutils import Matrix, Vector

from samples.parts.mesh import MeshBuilder, bevel
from samples.parts.shading import Colour, new_material, plain


def cardboard_box(size: tuple[float, float, float], open_top: bool, seed: int) -> bpy.types.Object:
    """A carton with tape and label; open flaps stand up at different angles."""
    rng = Random(seed)
    tint = rng.uniform(0.9, 1.1)
    card = plain(
        f"cardboard {seed}",
        (0.4 * tint, 0.265 * tint, 0.14 * tint),
        0.9,
        dirt=0.3,
        dirt_scale=4.0,
        bump=0.004,
    )
    inside = plain(f"cardboard inside {seed}", (0.3, 0.2, 0.11), 0.95)
    tape, label, ink = (
        plain(f"tape {seed}", (0.3, 0.19, 0.08), 0.25),
        plain(f"label {seed}", (0.7, 0.7, 0.68), 0.6),
        plain(f"ink {seed}", (0.03, 0.03, 0.03), 0.8),
    )
    (x, y, z), t = (s / 2 for s in size), 0.006
    z = size[2]
    b = MeshBuilder()
    for low, high in (
        ((-x, -y, 0), (x, -y + t, z)),
        ((-x, y - t, 0), (x, y, z)),
        ((-x, -y, 0), (-x + t, y, z)),
        ((x - t, -y, 0), (x, y, z)),
        ((-x, -y, 0), (x, y, t)),
    ):
        b.box(low, high, card)
    if open_top:
        b.face([(-x, -y, 0.7 * z), (x, -y, 0.7 * z), (x, y, 0.7 * z), (-x, y, 0.7 * z)], inside)
        for axis, sign, half, reach in (
            ("X", -1, x, y),
            ("X", 1, x, y),
            ("Y", -1, y, x),
            ("Y", 1, y, x),
        ):
            angle = radians(rng.uniform(15, 75))
            flap = 0.95 * min(reach, 0.25)
            turn = Matrix.Rotation({"X": sign * -angle, "Y": sign * angle}[axis], 4, axis)
            edge = Vector((0, sign * y, z)) if axis == "X" else Vector((sign * x, 0, z))
            low, high = (
                ((-half, -t / 2, 0), (half, t / 2, flap))
                if axis == "X"
                else ((-t / 2, -half, 0), (t / 2, half, flap))
            )
            b.box(low, high, card, Matrix.Translation(edge) @ turn)
    else:
        b.box((-x, -y, z - t), (x, y, z), card)
        b.box((-x - 0.001, -0.03, z), (x + 0.001, 0.03, z + 0.001), tape)
        b.box((-x - 0.001, -0.03, z - 0.09), (x + 0.001, 0.03, z), tape)
    b.box((-0.5 * x, -y - 0.001, 0.5 * z), (0.1 * x, -y, 0.8 * z), label)
    for k in range(4):
        b.box(
            (-0.44 * x, -y - 0.002, (0.54 + 0.06 * k) * z),
            ((-0.1 - 0.06 * (k % 2)) * x, -y - 0.001, (0.56 + 0.06 * k) * z),
            ink,
        )
    for k in range(2):
        b.box(
            ((0.45 + 0.22 * k) * x, -y - 0.001, 0.55 * z), ((0.5 + 0.22 * k) * x, -y, 0.75 * z), ink
        )
    thing = b.build("cardboard box")
    bevel(thing, 0.004, 1)
    return thing


def wood_material(name: str, colour: Colour) -> bpy.types.Material:
    """Weathered boards with grain along x."""
    material, g = new_material(name, colour)
    position = g.add("TexCoord").outputs["Object"]
    grain = g.noise(g.scaled(position, 1.5, 28.0, 28.0), 1.0, 4.0, 0.65)
    board = g.step(g.add("NewGeometry").outputs["Random Per Island"], 0.0, 1.0, 0.7, 1.2)
    shade = g.math("MULTIPLY", g.step(grain, 0.3, 0.7, 0.6, 1.15), board)
    g.surface(
        g.add(
            "BsdfPrincipled",
            {"Base Color": g.mix(1.0, colour, shade, "MULTIPLY"), "Roughness": 0.85},
        )
    )
    return material


def pallet() -> bpy.types.Object:
    """A 1.2 x 0.8 m flat pallet with nine blocks."""
    wood = wood_material("pallet wood", (0.42, 0.3, 0.17))
    b = MeshBuilder()
    for y, w in ((-0.4, 0.145), (-0.2, 0.1), (-0.05, 0.145), (0.115, 0.1), (0.255, 0.145)):
        b.box((-0.6, y, 0.122), (0.6, y + w, 0.144), wood)
    for x in (-0.6, -0.0725, 0.455):
        b.box((x, -0.4, 0.1), (x + 0.145, 0.4, 0.122), wood)
        for y in (-0.4, -0.05, 0.3):
            b.box((x, y, 0.022), (x + 0.145, y + 0.1, 0.1), wood)
    for y in (-0.4, -0.05, 0.3):
        b.box((-0.6, y, 0.0), (0.6, y + 0.1, 0.022), wood)
    thing = b.build("pallet")
    bevel(thing, 0.004, 1)
    return thing


def _rusty(name: str, colour: Colour) -> bpy.types.Material:
    material, g = new_material(name, colour)
    position = g.add("TexCoord").outputs["Object"]
    rust = g.step(g.noise(position, 4.5, 5.0, 0.7), 0.55, 0.63)
    tone = g.mix(g.noise(position, 18.0, 3.0), (0.09, 0.035, 0.015), (0.25, 0.1, 0.04))
    shader = g.add("BsdfPrincipled", {"Base Color": g.mix(rust, colour, tone), "Metallic": 0.1})
    g.put(shader.inputs["Roughness"], g.step(rust, 0.0, 1.0, 0.35, 0.9))
    g.surface(shader)
    return material


def barrel(colour: Colour = (0.02, 0.1, 0.4), lying: bool = True) -> bpy.types.Object:
    """A 200-litre steel drum with rolling hoops, rust and two bungs."""
    steel = _rusty("drum " + str(colour), colour)
    r, h = 0.29, 0.88
    profile = [
        (0.0, 0.015),
        (r - 0.015, 0.015),
        (r - 0.01, 0.0),
        (r + 0.006, 0.0),
        (r + 0.006, 0.02),
        (r, 0.03),
    ]
    for middle in (h / 3, 2 * h / 3):
        profile += [
            (r, middle - 0.03),
            (r + 0.014, middle - 0.012),
            (r + 0.014, middle + 0.012),
            (r, middle + 0.03),
        ]
    profile += [
        (r, h - 0.03),
        (r + 0.006, h - 0.02),
        (r + 0.006, h),
        (r - 0.01, h),
        (r - 0.015, h - 0.015),
        (0.0, h - 0.015),
    ]
    b = MeshBuilder()
    if lying:
        b.lathe([(a, z - h / 2) for a, z in profile], steel, 64, "X", (0, 0, r + 0.012))
        b.lathe(
            [(0.0, h / 2 + 0.004), (0.032, h / 2 + 0.004), (0.032, h / 2 - 0.02)],
            steel,
            20,
            "X",
            (0, 0.17, r + 0.1),
        )
    else:
        b.lathe(profile, steel, 64)
        b.lathe(
            [(0.032, h - 0.02), (0.032, h + 0.004), (0.0, h + 0.004)],
            steel,
            20,
            "Z",
            (0.17, 0.05, 0),
        )
    return b.build("barrel", smooth=35.0)
