"""Walls, roofs and windows of houses; every house draws its own."""

from __future__ import annotations

from random import Random

import bpy

from samples.parts.facades import FacadeMaterials
from samples.parts.shading import Colour, new_material, plain, scaled

WALLS: tuple[Colour, ...] = (
    (0.52, 0.44, 0.32),
    (0.58, 0.55, 0.48),
    (0.42, 0.38, 0.33),
    (0.5, 0.36, 0.2),
    (0.36, 0.2, 0.14),
    (0.44, 0.45, 0.44),
    (0.6, 0.56, 0.45),
    (0.3, 0.31, 0.33),
    (0.47, 0.33, 0.26),
    (0.4, 0.43, 0.36),
)
SIGNS: tuple[Colour, ...] = (
    (0.35, 0.03, 0.03),
    (0.03, 0.1, 0.25),
    (0.03, 0.2, 0.08),
    (0.05, 0.05, 0.05),
    (0.5, 0.4, 0.05),
    (0.5, 0.5, 0.48),
)


def plaster(name: str, colour: Colour) -> bpy.types.Material:
    """Rendered wall with rain streaks, stains and a darker foot."""
    material, g = new_material(name, colour)
    position = g.add("TexCoord").outputs["Object"]
    streaks = g.noise(g.scaled(position, 3.5, 3.5, 0.25), 1.0, 3.0, 0.65)
    stains = g.noise(position, 0.35, 5.0, 0.68)
    grain = g.noise(position, 40.0, 3.0)
    height = g.add("SeparateXYZ", {0: position}).outputs[2]
    shade = g.math(
        "MULTIPLY", g.step(streaks, 0.3, 0.7, 0.8, 1.08), g.step(stains, 0.3, 0.7, 0.76, 1.1)
    )
    shade = g.math("MULTIPLY", shade, g.step(height, 0.0, 1.2, 0.7, 1.0))
    shader = g.add(
        "BsdfPrincipled",
        {"Base Color": g.mix(1.0, colour, shade, "MULTIPLY"), "Roughness": 0.9, "Specular": 0.2},
    )
    g.put(shader.inputs["Normal"], g.bump(grain, 0.4, 0.004))
    g.surface(shader)
    return material


def brick(name: str, colour: Colour) -> bpy.types.Material:
    """Brickwork on walls facing -y in object space."""
    material, g = new_material(name, colour)
    parts = g.add("SeparateXYZ", {0: g.add("TexCoord").outputs["Object"]})
    flat = g.add(
        "CombineXYZ", {0: g.math("ADD", parts.outputs[0], parts.outputs[1]), 1: parts.outputs[2]}
    )
    bricks = g.add(
        "TexBrick",
        {
            "Vector": flat,
            "Scale": 1.0,
            "Brick Width": 0.24,
            "Row Height": 0.075,
            "Mortar Size": 0.008,
            "Color1": tuple(0.75 * c for c in colour),
            "Color2": tuple(1.25 * c for c in colour),
            "Mortar": (0.32, 0.3, 0.27),
        },
    )
    stains = g.noise(flat, 0.5, 4.0, 0.68)
    tinted = g.mix(1.0, bricks.outputs["Color"], g.step(stains, 0.3, 0.7, 0.7, 1.1), "MULTIPLY")
    g.surface(g.add("BsdfPrincipled", {"Base Color": tinted, "Roughness": 0.9, "Specular": 0.2}))
    return material


def roof_tiles(name: str, colour: Colour) -> bpy.types.Material:
    """Rows of clay tiles, as waves across the slope."""
    material, g = new_material(name, colour)
    position = g.add("TexCoord").outputs["Object"]
    parts = g.add("SeparateXYZ", {0: position})
    wave = g.math("SINE", g.math("MULTIPLY", parts.outputs[0], 24.0))
    row = g.math("FRACT", g.math("MULTIPLY", parts.outputs[2], 4.5))
    shade = g.math("MULTIPLY", g.step(wave, -1.0, 1.0, 0.6, 1.1), g.step(row, 0.0, 0.25, 0.55, 1.0))
    shade = g.math(
        "MULTIPLY", shade, g.step(g.noise(position, 1.2, 4.0, 0.7), 0.3, 0.7, 0.65, 1.15)
    )
    g.surface(
        g.add(
            "BsdfPrincipled",
            {"Base Color": g.mix(1.0, colour, shade, "MULTIPLY"), "Roughness": 0.85},
        )
    )
    return material


def _pane(name: str, low: Colour, high: Colour, stripes: float) -> bpy.types.Material:
    """Window glass in front of a dim room or a curtain with `stripes` folds per metre."""
    material, g = new_material(name, low)
    position = g.add("TexCoord").outputs["Object"]
    folds = g.noise(g.scaled(position, stripes, stripes, 0.35), 1.0, 4.0)
    colour = g.mix(g.step(folds, 0.4, 0.62), low, high)
    shader = g.add(
        "BsdfPrincipled",
        {
            "Base Color": colour,
            "Roughness": 0.9,
            "Clearcoat": 1.0,
            "Clearcoat Roughness": 0.02,
            "Specular": 0.5,
        },
    )
    g.surface(
        g.add(
            "MixShader",
            {
                0: g.add("Fresnel", {"IOR": 1.7}),
                1: shader,
                2: g.add("BsdfGlossy", {"Roughness": 0.02}),
            },
        )
    )
    return material


def _display_pane(name: str) -> bpy.types.Material:
    """Shop window: blocks of dim coloured goods behind a reflecting pane."""
    material, g = new_material(name, (0.08, 0.07, 0.06))
    position = g.add("TexCoord").outputs["Object"]
    cells = g.add(
        "TexVoronoi",
        {"Vector": g.scaled(position, 2.2, 1.0, 1.5), "Scale": 1.0},
        distance="CHEBYCHEV",
    )
    goods = g.mix(0.55, cells.outputs["Color"], (0.35, 0.28, 0.2))
    shade = g.step(g.noise(position, 0.8, 3.0), 0.4, 0.65, 0.05, 0.45)
    colour = g.mix(1.0, goods, shade, "MULTIPLY")
    inside = g.add(
        "BsdfPrincipled",
        {"Base Color": colour, "Roughness": 0.9, "Emission": colour, "Emission Strength": 0.35},
    )
    g.surface(
        g.add(
            "MixShader",
            {
                0: g.add("Fresnel", {"IOR": 1.6}),
                1: inside,
                2: g.add("BsdfGlossy", {"Roughness": 0.02}),
            },
        )
    )
    return material


class TownMaterials:
    """Materials shared by all houses of a scene, and per-house choices."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.panes = (
            _pane("pane dark", (0.01, 0.011, 0.012), (0.035, 0.033, 0.03), 0.8),
            _pane("pane room", (0.015, 0.015, 0.014), (0.08, 0.07, 0.055), 1.2),
            _pane("pane curtain", (0.06, 0.06, 0.055), (0.4, 0.38, 0.34), 9.0),
        )
        self.display = _display_pane("display")
        self.metal = plain("dark metal", (0.03, 0.03, 0.032), 0.45, 0.6)
        self.zinc = plain("zinc", (0.3, 0.31, 0.32), 0.5, 0.7, dirt=0.4)
        self.trims = [
            plain(f"trim {i}", c, 0.85, dirt=0.3, dirt_scale=1.5)
            for i, c in enumerate(((0.6, 0.58, 0.52), (0.42, 0.4, 0.36), (0.5, 0.46, 0.38)))
        ]
        self.frames = [
            plain("frame white", (0.7, 0.7, 0.68), 0.5),
            plain("frame brown", (0.1, 0.055, 0.03), 0.6),
        ]
        self.roofs = [
            roof_tiles("tiles red", (0.3, 0.11, 0.06)),
            roof_tiles("tiles grey", (0.1, 0.1, 0.11)),
        ]
        self.count = 0

    def pick(self) -> FacadeMaterials:
        """Materials of the next house."""
        rng, self.count = self.rng, self.count + 1
        colour = rng.choice(WALLS)
        reddish = colour[0] > 1.6 * colour[2] and colour[0] < 0.4
        wall = (
            brick(f"brick {self.count}", colour)
            if reddish
            else plaster(f"plaster {self.count}", colour)
        )
        shade = rng.uniform(0.5, 0.85)
        base = plaster(f"base {self.count}", scaled(colour, shade))
        panes = self.panes[:1] * 2 + self.panes[1:2] * 2 + self.panes[2:]
        sign = plain(f"sign {self.count}", rng.choice(SIGNS), 0.5, dirt=0.15)
        awning = plain(f"awning {self.count}", rng.choice(SIGNS), 0.9, dirt=0.2)
        door = plain(
            f"door {self.count}",
            rng.choice(((0.12, 0.06, 0.03), (0.03, 0.07, 0.05), (0.08, 0.02, 0.02))),
            0.5,
        )
        return FacadeMaterials(
            wall,
            base,
            rng.choice(self.trims),
            rng.choice(self.frames[:1] * 3 + self.frames[1:]),
            panes,
            self.display,
            self.metal,
            door,
            sign,
            awning,
        )
