"""Tyres and what remains of them."""

from __future__ import annotations

from math import cos, pi, sin
from random import Random

import bpy

from samples.parts.mesh import MeshBuilder
from samples.parts.shading import plain


def tyre(radius: float = 0.5, width: float = 0.3) -> bpy.types.Object:
    """A lorry tyre lying flat, with tread blocks and a dusty side wall."""
    rubber = plain("tyre rubber", (0.028, 0.027, 0.027), 0.75, dirt=0.5, dirt_scale=4.0)
    h, r = width / 2, radius
    side = [
        (0.54, -0.6),
        (0.56, -0.75),
        (0.62, -0.88),
        (0.72, -0.98),
        (0.82, -0.97),
        (0.9, -0.9),
        (0.94, -0.82),
        (0.97, -0.78),
    ]
    tread = [(1.0, v) for v in (-0.72, -0.46, -0.44, -0.2, -0.18, 0.18, 0.2, 0.44, 0.46, 0.72)]
    profile = side + tread + [(a, -v) for a, v in reversed(side)]
    inner = [
        (0.58, 0.4),
        (0.75, 0.75),
        (0.88, 0.6),
        (0.9, 0.0),
        (0.88, -0.6),
        (0.75, -0.75),
        (0.58, -0.4),
        (0.54, -0.6),
    ]
    grooves = {len(side) + 2, len(side) + 4, len(side) + 6, len(side) + 8}
    sides, rows = 144, []
    for row, (a, v) in enumerate(profile + inner):
        ring = []
        for k in range(sides):
            block = k % 4 < 3
            on_tread = len(side) <= row < len(side) + len(tread)
            depth = (
                0.03
                if on_tread and (row + 1 in grooves or row in grooves) and not 0.17 < abs(v) < 0.19
                else 0.0
            )
            depth = max(depth, 0.022 if on_tread and not block else 0.0)
            angle = 2 * pi * (k + 0.8 * abs(v)) / sides
            ring.append(((a - depth) * r * cos(angle), (a - depth) * r * sin(angle), v * h + h))
        rows.append(ring)
    b = MeshBuilder()
    b.grid(rows, rubber, closed=True)
    return b.build("tyre", smooth=35.0)


def tread_shred(length: float, seed: int) -> bpy.types.Object:
    """A curled strip of tyre tread."""
    rng = Random(seed)
    rubber = plain(f"shred {seed}", (0.03, 0.029, 0.028), 0.8, dirt=0.5, dirt_scale=9.0)
    b = MeshBuilder()
    rows, curl, x, z = [], 0.0, 0.0, 0.02
    for _ in range(24):
        curl += rng.uniform(-0.09, 0.1)
        x, z = x + length / 24 * cos(curl), max(0.015, z + length / 24 * sin(curl))
        w = 0.12 * (1 + 0.3 * rng.uniform(-1, 1))
        rows.append([(x, -w, z), (x, w, z), (x, w, z + 0.02), (x, -w, z + 0.02)])
    b.grid(rows, rubber, closed=True, caps=rubber)
    return b.build("tread shred", smooth=40.0)
