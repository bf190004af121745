"""Land beside a country road or motorway: verges with grass, meadows, woods, far hills."""

from __future__ import annotations

from random import Random

import bpy
from mathutils import Vector, noise

from samples.parts.asphalt import ground
from samples.parts.mesh import MeshBuilder, instance
from samples.parts.shading import plain
from samples.parts.track import Track, ribbon
from samples.parts.vegetation import (
    bark_material,
    bush,
    grass_tuft,
    hide,
    leaf_material,
    scatter,
    tree,
)


def grass_sources() -> list[bpy.types.Object]:
    """Tufts of short and long, fresh and dry grass."""
    fresh = leaf_material("grass", (0.05, 0.08, 0.018), (0.12, 0.155, 0.045), 0.3)
    dry = leaf_material("dry grass", (0.09, 0.1, 0.035), (0.2, 0.19, 0.08), 0.3)
    tufts = [
        grass_tuft(f"tuft {i}", 170, 0.4, h, fresh, i) for i, h in enumerate((0.1, 0.16, 0.24))
    ]
    tufts.append(grass_tuft("tuft dry", 60, 0.4, 0.32, dry, 9))
    hide(tufts)
    return tufts


def meadow(
    track: Track,
    edge: float,
    span: tuple[float, float],
    rng: Random,
    slope: tuple[float, float] = (0.0, 0.0),
    sides: tuple[int, ...] = (-1, 1),
    tufts: int = 1500,
) -> None:
    """Ground from the road edge outwards on each side, rising by the left and right `slope`, with
    grass nearby.
    """
    soil = ground("verge", (0.03, 0.038, 0.012), (0.068, 0.075, 0.028))
    sources = grass_sources()
    for side in sides:
        rise = slope[0] if side < 0 else slope[1]
        offsets = [0.0, 0.5, 1.5, 3.0, 6.0, 12.0, 25.0, 60.0, 140.0, 400.0]
        heights = [0.0, -0.02, -0.1] + [rise * (o - 1.5) - 0.1 for o in offsets[3:]]
        order = sorted(range(len(offsets)), key=lambda i: side * offsets[i])
        ribbon(
            "meadow",
            track,
            [side * (edge + offsets[i]) for i in order],
            span,
            soil,
            [heights[i] for i in order],
            4.0,
        )
        near = sorted((side * (edge + 0.15), side * (edge + 3.0)))
        scatter(sources, track, (near[0], near[1]), (0.0, 28.0), tufts // 2, rng, (0.6, 1.2), -0.04)
        wide = sorted((side * (edge + 1.6), side * (edge + 12.0)))
        scatter(
            sources,
            track,
            (wide[0], wide[1]),
            (4.0, 60.0),
            tufts // 2,
            rng,
            (0.9, 1.8),
            -0.12,
            rise,
        )


def woods(
    track: Track,
    lateral: tuple[float, float],
    span: tuple[float, float],
    count: int,
    rng: Random,
    slope: float = 0.0,
    lateral_sign: int = 1,
) -> None:
    """Trees between two lateral offsets, with shrubs along the inner edge."""
    green = leaf_material("wood leaves", (0.018, 0.042, 0.01), (0.075, 0.11, 0.025))
    light = leaf_material("light leaves", (0.05, 0.08, 0.012), (0.15, 0.18, 0.03))
    bark = bark_material()
    trees = [
        tree("wood tree 0", 11.0, 2.2, green, bark, 20 + lateral_sign, 30000, 0.15, 0.42),
        tree("wood tree 1", 14.0, 3.0, green, bark, 24 + lateral_sign, 34000, 0.155, 0.48),
        tree("wood tree 2", 9.0, 1.6, light, bark, 28 + lateral_sign, 28000, 0.14, 0.38),
    ]
    shrubs = [bush("shrub 0", 1.3, green, 31), bush("shrub 1", 1.0, light, 32)]
    scatter(trees, track, lateral, span, count, rng, (0.75, 1.25), -0.3, slope)
    inner = min(lateral, key=abs)
    edge = sorted((inner - 2.0, inner + 2.5))
    scatter(shrubs, track, (edge[0], edge[1]), span, count, rng, (0.7, 1.7), -0.25, slope)
    hide(trees + shrubs)


def far_hills(rng: Random) -> None:
    """Two ridges of wooded hills at 500 to 900 m."""
    for index, (distance, height) in enumerate(((480.0, 26.0), (900.0, 70.0))):
        material = plain(f"hill {index}", (0.05, 0.075, 0.03), 0.95, dirt=0.6, dirt_scale=0.06)
        shift = Vector((rng.uniform(0, 100), 0, 0))
        rows: list[list[tuple[float, float, float]]] = [[], [], []]
        for i in range(241):
            x = (i - 120) * 12.0
            z = height * (
                0.45 + 0.55 * noise.fractal(Vector((x * 0.0032, 0, 0)) + shift, 1.0, 2.0, 4)
            ) + 1.4 * noise.noise(Vector((x * 0.09, 0, 0)))
            rows[0].append((x, distance, -6.0))
            rows[1].append((x, distance + 60, max(2.0, 0.75 * z)))
            rows[2].append((x, distance + 140, max(3.0, z)))
        b = MeshBuilder()
        b.grid(rows, material)
        b.build("hill", smooth=180.0)


def avenue(
    track: Track, lateral: float, span: tuple[float, float], step: float, rng: Random
) -> None:
    """Old trees in a row on both sides."""
    leaves, bark = (
        leaf_material("avenue leaves", (0.03, 0.055, 0.01), (0.15, 0.17, 0.03), 0.45),
        bark_material(),
    )
    trees = [
        tree(f"avenue tree {i}", 12.0, 3.4, leaves, bark, 40 + i, 30000, 0.16, 0.36)
        for i in range(3)
    ]
    for side in (-1, 1):
        distance = span[0] + (0.0 if side < 0 else 0.4 * step)
        while distance < span[1]:
            instance(
                rng.choice(trees),
                track.at(distance, side * (lateral + rng.uniform(-0.2, 0.3)), -0.15),
                rng.uniform(0, 360),
                rng.uniform(0.85, 1.15),
            )
            distance += step * rng.uniform(0.85, 1.15)
    hide(trees)
