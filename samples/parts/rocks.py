"""Rocks."""

from __future__ import annotations

from math import cos, pi, sin
from random import Random

import bpy
from mathutils import Vector, noise

from samples.parts.mesh import MeshBuilder
from samples.parts.shading import new_material


def boulder(size: float, seed: int) -> bpy.types.Object:
    """A rock of about `size` metres: a ball with ridged noise, cut flat in places."""
    material, g = new_material("rock", (0.25, 0.23, 0.2))
    position = g.add("TexCoord").outputs["Object"]
    layers = g.noise(g.scaled(position, 1.0, 1.0, 2.5), 2.5, 5.0, 0.7)
    lichen = g.step(g.noise(position, 7.0, 4.0, 0.7), 0.58, 0.66)
    stone = g.mix(g.step(layers, 0.3, 0.7), (0.07, 0.064, 0.055), (0.24, 0.22, 0.19))
    shader = g.add(
        "BsdfPrincipled", {"Base Color": g.mix(lichen, stone, (0.3, 0.3, 0.2)), "Roughness": 0.95}
    )
    g.put(shader.inputs["Normal"], g.bump(g.noise(position, 14.0, 4.0, 0.7), 1.0, 0.07))
    g.surface(shader)
    rng = Random(seed)
    shift = Vector((rng.uniform(0, 90), rng.uniform(0, 90), rng.uniform(0, 90)))
    planes = [
        (
            Vector((rng.gauss(0, 1), rng.gauss(0, 1), rng.gauss(0, 0.7))).normalized(),
            rng.uniform(0.62, 0.85),
        )
        for _ in range(11)
    ]
    stretch = Vector((rng.uniform(0.85, 1.2), rng.uniform(0.8, 1.1), rng.uniform(0.65, 0.9)))
    rows = []
    for i in range(61):
        v = -pi / 2 + pi * i / 60
        ring = []
        for k in range(110):
            u = 2 * pi * k / 110
            n = Vector((cos(v) * cos(u), cos(v) * sin(u), sin(v)))
            reach = min([1.0] + [cut / max(n.dot(p), 1e-3) for p, cut in planes if n.dot(p) > 0.2])
            reach += 0.16 * noise.fractal(n * 1.6 + shift, 0.9, 2.1, 5)
            p = n * reach * size / 2
            ring.append(
                (p.x * stretch.x, p.y * stretch.y, p.z * stretch.z + 0.36 * size * stretch.z)
            )
        rows.append(ring)
    b = MeshBuilder()
    b.grid(rows, material, closed=True)
    return b.build("boulder", smooth=45.0)
