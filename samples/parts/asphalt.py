"""Asphalt, paint, paving and ground materials; all read UV = (lateral, distance) in metres."""

from __future__ import annotations

from dataclasses import dataclass

import bpy

from samples.parts.shading import Colour, Graph, Value, new_material


@dataclass(frozen=True)
class AsphaltLook:
    """How a carriageway looks; `tone` is its mean reflectance, the others are 0..1."""

    tone: float = 0.085
    warmth: float = 0.0
    wear: float = 0.5
    cracks: float = 0.5
    wet: float = 0.0
    lane_width: float = 3.3
    lane_origin: float = 0.0


def _metres(g: Graph) -> Value:
    return g.add("UVMap", uv_map="metres").outputs[0]


def _wheel_tracks(g: Graph, uv: Value, look: AsphaltLook) -> Value:
    """1 where tyres roll, 0 elsewhere, from the distance to the lane centre."""
    u = g.add("SeparateXYZ", {0: uv}).outputs[0]
    inside = g.math(
        "MODULO", g.math("ADD", u, 40 * look.lane_width - look.lane_origin), look.lane_width
    )
    off_centre = g.math("ABSOLUTE", g.math("SUBTRACT", inside, look.lane_width / 2))
    return g.step(g.math("ABSOLUTE", g.math("SUBTRACT", off_centre, 0.78)), 0.15, 0.55, 1.0, 0.0)


def _crack_mask(g: Graph, uv: Value, amount: float) -> Value:
    """1 in thin cracks: borders of distorted cells, kept only in some regions."""
    bent = g.vector(
        "ADD",
        uv,
        g.scaled(
            g.add("TexNoise", {"Vector": uv, "Scale": 1.3, "Detail": 3.0}).outputs["Color"],
            0.7,
            0.7,
        ),
    )
    large = g.add(
        "TexVoronoi",
        {"Vector": g.scaled(bent, 0.33, 0.2), "Scale": 1.0},
        feature="DISTANCE_TO_EDGE",
    )
    small = g.add("TexVoronoi", {"Vector": bent, "Scale": 5.0}, feature="DISTANCE_TO_EDGE")
    lines = g.math(
        "MULTIPLY",
        g.step(large, 0.0, 0.007, 1.0, 0.0),
        g.step(g.noise(uv, 0.3, 2.0), 0.56 - 0.12 * amount, 0.6 - 0.12 * amount),
    )
    mesh = g.math(
        "MULTIPLY",
        g.step(small, 0.0, 0.05, 1.0, 0.0),
        g.step(g.noise(g.scaled(uv, 1.0, 0.35), 0.5, 3.0), 0.7 - 0.1 * amount, 0.76 - 0.1 * amount),
    )
    return g.math("MAXIMUM", lines, g.math("MULTIPLY", mesh, 0.8))


def _asphalt(g: Graph, uv: Value, look: AsphaltLook) -> tuple[Value, Value, Value]:
    """Colour, roughness and bump height (0..1) of the bare asphalt."""
    aggregate = g.noise(uv, 110.0, 2.0, 0.7)
    stones = g.noise(uv, 28.0, 3.0, 0.7)
    blotches = g.noise(g.scaled(uv, 1.0, 0.4), 0.45, 5.0, 0.68)
    streaks = g.noise(g.scaled(uv, 3.0, 0.06), 1.0, 3.0, 0.6)
    tracks = _wheel_tracks(g, uv, look)
    shade = g.step(aggregate, 0.3, 0.7, 0.55, 1.45)
    for factor, depth in (
        (stones, 0.3),
        (blotches, 0.6 * look.wear + 0.1),
        (streaks, 0.5 * look.wear),
    ):
        shade = g.math("MULTIPLY", shade, g.step(factor, 0.28, 0.72, 1.0 - depth, 1.0 + depth))
    shade = g.math("MULTIPLY", shade, g.step(tracks, 0.0, 1.0, 1.0, 1.0 + 0.22 * look.wear))
    cracks = _crack_mask(g, uv, look.cracks)
    shade = g.math("MULTIPLY", shade, g.step(cracks, 0.0, 1.0, 1.0, 0.35))
    tone: Colour = (look.tone * (1 + look.warmth), look.tone, look.tone * (1 - look.warmth))
    colour = g.mix(1.0, tone, shade, "MULTIPLY")
    height = aggregate
    roughness = g.step(blotches, 0.3, 0.7, 0.78, 0.95)
    return colour, roughness, height


def _finish(
    g: Graph, uv: Value, colour: Value, roughness: Value, height: Value, wet: float, relief: float
) -> None:
    """Ends the material, with a water film and puddles if `wet`."""
    normal = g.bump(height, 0.6, relief)
    shader = g.add(
        "BsdfPrincipled",
        {"Base Color": colour, "Roughness": roughness, "Normal": normal, "Specular": 0.35},
    )
    if wet:
        pools = g.noise(g.scaled(uv, 1.0, 0.45), 0.4, 5.0, 0.55)
        puddle = g.step(pools, 0.6 - 0.12 * wet, 0.68 - 0.12 * wet)
        damp = g.step(pools, 0.35, 0.62, 0.5, 0.85)
        film = g.math("MAXIMUM", puddle, g.math("MULTIPLY", damp, wet))
        g.put(
            shader.inputs["Base Color"],
            g.mix(film, colour, g.mix(1.0, colour, (0.42, 0.43, 0.45), "MULTIPLY")),
        )
        dry_to_wet = g.step(film, 0.3, 1.0, 0.5, 0.16)
        g.put(shader.inputs["Roughness"], g.step(puddle, 0.0, 1.0, dry_to_wet, 0.03))
        ripple = g.noise(uv, 9.0, 2.0)
        level = g.mix(puddle, height, g.math("MULTIPLY", ripple, 0.06))
        g.put(normal.inputs["Height"], level)
        g.put(shader.inputs["Specular"], 0.5)
    g.surface(shader)


def asphalt(name: str, look: AsphaltLook) -> bpy.types.Material:
    """The carriageway."""
    material, g = new_material(name, (look.tone,) * 3)
    uv = _metres(g)
    colour, roughness, height = _asphalt(g, uv, look)
    _finish(g, uv, colour, roughness, height, look.wet, 0.006)
    return material


def road_paint(
    name: str, look: AsphaltLook, colour: Colour = (0.62, 0.62, 0.58), wear: float = 0.4
) -> bpy.types.Material:
    """Marking paint that has worn down to the asphalt in places; `wear` in 0..1."""
    material, g = new_material(name, (0.4, 0.4, 0.38))
    uv = _metres(g)
    bare, roughness, height = _asphalt(g, uv, look)
    flakes = g.math(
        "ADD",
        g.math("MULTIPLY", g.noise(uv, 26.0, 3.0, 0.8), 0.6),
        g.math("MULTIPLY", g.noise(uv, 1.1, 4.0), 0.5),
    )
    paint = g.step(flakes, 0.36 + 0.26 * wear, 0.46 + 0.26 * wear)
    dirty = g.mix(1.0, colour, g.step(g.noise(uv, 7.0, 3.0, 0.7), 0.3, 0.7, 0.6, 1.0), "MULTIPLY")
    _finish(g, uv, g.mix(paint, bare, dirty), roughness, height, look.wet, 0.004)
    return material


def tar(name: str, look: AsphaltLook) -> bpy.types.Material:
    """Bitumen of sealed cracks and joints: darker and smoother than the road."""
    material, g = new_material(name, (0.04, 0.04, 0.04))
    uv = _metres(g)
    noise = g.noise(uv, 12.0, 4.0)
    colour = g.mix(noise, (0.022, 0.022, 0.024), (0.06, 0.058, 0.056))
    _finish(g, uv, colour, g.step(noise, 0.3, 0.7, 0.35, 0.6), noise, look.wet, 0.003)
    return material


def paving(
    name: str, colour: Colour, slab: tuple[float, float] = (0.5, 0.5), wet: float = 0.0
) -> bpy.types.Material:
    """Concrete slabs of the given size in metres, with joints and stains."""
    material, g = new_material(name, colour)
    uv = _metres(g)
    bricks = g.add(
        "TexBrick",
        {
            "Vector": uv,
            "Scale": 1.0,
            "Brick Width": slab[0],
            "Row Height": slab[1],
            "Mortar Size": 0.008,
            "Mortar Smooth": 0.3,
            "Color1": (0.82, 0.82, 0.82),
            "Color2": (1.12, 1.1, 1.06),
            "Mortar": (0.38, 0.37, 0.34),
        },
    )
    stains = g.noise(uv, 0.7, 5.0, 0.7)
    grain = g.noise(uv, 60.0, 2.0)
    shade = g.math(
        "MULTIPLY", g.step(stains, 0.3, 0.7, 0.62, 1.12), g.step(grain, 0.3, 0.7, 0.88, 1.12)
    )
    tinted = g.mix(1.0, g.mix(1.0, colour, bricks.outputs["Color"], "MULTIPLY"), shade, "MULTIPLY")
    height = g.math("SUBTRACT", g.math("MULTIPLY", grain, 0.3), bricks.outputs["Fac"])
    _finish(g, uv, tinted, 0.85, height, wet, 0.006)
    return material


def ground(
    name: str,
    low: Colour,
    high: Colour,
    bare: Colour = (0.16, 0.12, 0.08),
    bare_share: float = 0.25,
) -> bpy.types.Material:
    """Grassland or field seen from afar; `bare_share` of it is soil."""
    mean = ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2)
    material, g = new_material(name, mean)
    uv = _metres(g)
    tufts = g.noise(uv, 9.0, 4.0, 0.75)
    meadow = g.noise(g.scaled(uv, 1.0, 0.5), 0.12, 5.0, 0.65)
    colour = g.mix(
        g.step(g.math("MULTIPLY", g.math("ADD", tufts, meadow), 0.5), 0.36, 0.62), low, high
    )
    soil = g.step(g.noise(uv, 0.9, 7.0, 0.7), 0.68 - 0.3 * bare_share, 0.78 - 0.3 * bare_share)
    _finish(g, uv, g.mix(soil, colour, bare), 0.95, tufts, 0.0, 0.08)
    return material
