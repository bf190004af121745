"""Carriageway furniture that lies flat: lane lines, arrows, crossings, patches, tar seams,
manholes.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import bpy

from samples.parts.asphalt import AsphaltLook, asphalt, road_paint, tar
from samples.parts.mesh import MeshBuilder, instance
from samples.parts.shading import plain
from samples.parts.track import Track, decal, ribbon

PAINT_HEIGHT, PATCH_HEIGHT, SEAM_HEIGHT = 0.009, 0.003, 0.006


@dataclass
class RoadKit:
    """A track with the materials of its carriageway."""

    track: Track
    look: AsphaltLook
    surface: bpy.types.Material
    paint: bpy.types.Material
    seam: bpy.types.Material


def road_kit(track: Track, look: AsphaltLook, paint_wear: float = 0.4) -> RoadKit:
    """Makes the materials of one road."""
    return RoadKit(
        track,
        look,
        asphalt("asphalt", look),
        road_paint("paint", look, wear=paint_wear),
        tar("tar", look),
    )


def carriageway(kit: RoadKit, left: float, right: float, span: tuple[float, float]) -> None:
    """The asphalt between two lateral offsets."""
    laterals = [left + (right - left) * i / 8 for i in range(9)]
    ribbon("carriageway", kit.track, laterals, span, kit.surface)


def line(kit: RoadKit, lateral: float, span: tuple[float, float], width: float = 0.12) -> None:
    """A continuous marking."""
    ribbon(
        "line", kit.track, [lateral - width / 2, lateral + width / 2], span, kit.paint, PAINT_HEIGHT
    )


def dashes(
    kit: RoadKit,
    lateral: float,
    span: tuple[float, float],
    dash: float,
    gap: float,
    width: float = 0.12,
) -> None:
    """A broken marking; `dash` and `gap` in metres."""
    start = span[0]
    while start < span[1]:
        ribbon(
            "dash",
            kit.track,
            [lateral - width / 2, lateral + width / 2],
            (start, start + dash),
            kit.paint,
            PAINT_HEIGHT,
        )
        start += dash + gap


def crossing(kit: RoadKit, left: float, right: float, distance: float, depth: float = 3.5) -> None:
    """A zebra crossing with half-metre bars."""
    lateral = left + 0.25
    while lateral < right - 0.5:
        ribbon(
            "zebra",
            kit.track,
            [lateral, lateral + 0.5],
            (distance, distance + depth),
            kit.paint,
            PAINT_HEIGHT,
        )
        lateral += 1.0


def arrow(kit: RoadKit, lateral: float, distance: float) -> None:
    """A straight-ahead arrow, 5 m long."""
    outline = [
        (-0.08, 0.0),
        (0.08, 0.0),
        (0.08, 3.0),
        (0.3, 3.0),
        (0.0, 5.0),
        (-0.3, 3.0),
        (-0.08, 3.0),
    ]
    decal(
        "arrow",
        kit.track,
        [(lateral + x, distance + y) for x, y in outline],
        kit.paint,
        PAINT_HEIGHT,
    )


def repairs(
    kit: RoadKit, left: float, right: float, span: tuple[float, float], count: int, rng: Random
) -> None:
    """Rectangular asphalt patches of another tone with a bitumen border."""
    base = kit.look
    for index in range(count):
        tone = base.tone * rng.choice((0.55, 0.7, 1.3))
        other = AsphaltLook(
            tone, base.warmth, 0.3, 0.0, base.wet, base.lane_width, base.lane_origin
        )
        material = asphalt(f"patch {index}", other)
        x, y = rng.uniform(left, right), rng.uniform(*span)
        w, d = rng.uniform(0.5, 1.4), rng.uniform(1.2, 6.0)
        skew = [rng.uniform(-0.06, 0.06) for _ in range(8)]
        outline = [
            (x + dx + skew[2 * i], y + dy + skew[2 * i + 1])
            for i, (dx, dy) in enumerate(((-w, -d), (w, -d), (w, d), (-w, d)))
        ]
        border = [
            (px + (0.035 if px > x else -0.035), py + (0.035 if py > y else -0.035))
            for px, py in outline
        ]
        decal("patch border", kit.track, border, kit.seam, PATCH_HEIGHT - 0.0004 + 0.0002 * index)
        decal("patch", kit.track, outline, material, PATCH_HEIGHT - 0.0003 + 0.0002 * index)


def seams(
    kit: RoadKit, left: float, right: float, span: tuple[float, float], count: int, rng: Random
) -> None:
    """Sealed cracks: wandering bitumen ribbons, some across and some along the road."""
    for index in range(count):
        across = index % 3 == 0
        x, y = (
            (left, rng.uniform(*span)) if across else (rng.uniform(left, right), rng.uniform(*span))
        )
        length = right - left if across else rng.uniform(4.0, 18.0)
        steps = int(length / 0.25)
        upper: list[tuple[float, float]] = []
        lower: list[tuple[float, float]] = []
        drift = 0.0
        for _ in range(steps):
            drift = 0.85 * drift + rng.uniform(-0.05, 0.05)
            half = rng.uniform(0.018, 0.04)
            if across:
                x, y = x + 0.25, y + drift
                upper.append((x, y + half))
                lower.append((x, y - half))
            else:
                x, y = x + drift, y + 0.25
                upper.append((x - half, y))
                lower.append((x + half, y))
        decal("seam", kit.track, lower + upper[::-1], kit.seam, SEAM_HEIGHT + 0.0001 * index)


def manholes(kit: RoadKit, places: list[tuple[float, float]]) -> None:
    """Cast-iron covers with ribs in a concrete ring, at (lateral, distance)."""
    iron = plain("cover iron", (0.05, 0.047, 0.045), 0.45, 0.7, dirt=0.4, dirt_scale=9.0)
    ring = plain("cover ring", (0.2, 0.19, 0.18), 0.9, dirt=0.3, dirt_scale=12.0)
    builder = MeshBuilder()
    builder.lathe([(0.44, 0.002), (0.43, 0.006), (0.33, 0.006)], ring, 40)
    builder.lathe([(0.33, 0.004), (0.31, 0.007), (0.02, 0.007), (0.0, 0.007)], iron, 40)
    for k in range(-4, 5):
        reach = (0.28**2 - (0.065 * k) ** 2) ** 0.5
        builder.box((-reach, 0.065 * k - 0.015, 0.006), (reach, 0.065 * k + 0.015, 0.011), iron)
    source = builder.build("manhole")
    source.location = kit.track.at(places[0][1], places[0][0])
    for lateral, distance in places[1:]:
        instance(source, kit.track.at(distance, lateral), 30.0 * distance)


def kerb(
    kit: RoadKit, lateral: float, span: tuple[float, float], side: int, height: float = 0.11
) -> None:
    """A row of one-metre kerb stones whose road face is at `lateral`; `side` is +1 right of the
    road, -1 left.
    """
    stone = plain("kerb stone", (0.34, 0.33, 0.31), 0.85, dirt=0.45, dirt_scale=5.0, bump=0.01)
    builder = MeshBuilder()
    builder.grid(
        [
            [
                (0.0, y, -0.05),
                (0.0, y, height - 0.025),
                (0.012 * side, y, height - 0.005),
                (0.03 * side, y, height),
                (0.15 * side, y, height),
            ]
            for y in (0.004, 0.994)
        ],
        stone,
    )
    builder.face(
        [
            (0.15 * side, 0.004, height),
            (0.0, 0.004, height),
            (0.0, 0.004, -0.05),
            (0.15 * side, 0.004, -0.05),
        ],
        stone,
    )
    source = builder.build("kerb")
    distance = span[0]
    source.location = kit.track.at(distance, lateral)
    while distance < span[1]:
        distance += 1.0
        instance(source, kit.track.at(distance, lateral), kit.track.heading(distance))
    dirt = plain("gutter dirt", (0.075, 0.068, 0.06), 0.95, dirt=0.6, dirt_scale=3.0)
    ribbon("gutter", kit.track, sorted((lateral, lateral - 0.22 * side)), span, dirt, PATCH_HEIGHT)
