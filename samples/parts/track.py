"""The course of a road: where a point at a distance along it and a lateral offset lies."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan, degrees

import bpy
from mathutils import Vector

from samples.parts.mesh import add_object


@dataclass(frozen=True)
class Track:
    """A road along +y that bends (1/m, positive to the right) from `start` metres and rises (m per
    m squared).
    """

    bend: float = 0.0
    start: float = 0.0
    rise: float = 0.0

    def at(self, distance: float, lateral: float = 0.0, height: float = 0.0) -> Vector:
        """World position; `lateral` to the right of the axis."""
        run = max(0.0, distance - self.start)
        return Vector(
            (lateral + 0.5 * self.bend * run * run, distance, height + 0.5 * self.rise * run * run)
        )

    def heading(self, distance: float) -> float:
        """Direction of travel in degrees, counter-clockwise from +y."""
        return -degrees(atan(self.bend * max(0.0, distance - self.start)))


def ribbon(
    name: str,
    track: Track,
    laterals: list[float],
    span: tuple[float, float],
    material: bpy.types.Material,
    heights: list[float] | float = 0.0,
    step: float = 2.0,
) -> bpy.types.Object:
    """A strip along the track through the given lateral offsets, with UV = (lateral, distance) in
    metres.
    """
    levels = [heights] * len(laterals) if isinstance(heights, (int, float)) else heights
    count = max(1, round((span[1] - span[0]) / step))
    distances = [span[0] + (span[1] - span[0]) * i / count for i in range(count + 1)]
    points = [
        tuple(track.at(d, x, z)) for d in distances for x, z in zip(laterals, levels, strict=True)
    ]
    places = [(x, d) for d in distances for x in laterals]
    width = len(laterals)
    faces: list[tuple[int, ...]] = [
        (r * width + c, r * width + c + 1, (r + 1) * width + c + 1, (r + 1) * width + c)
        for r in range(count)
        for c in range(width - 1)
    ]
    return _with_uv(name, points, faces, places, material)


def decal(
    name: str,
    track: Track,
    outline: list[tuple[float, float]],
    material: bpy.types.Material,
    height: float = 0.003,
) -> bpy.types.Object:
    """A polygon of (lateral, distance) corners lying on the road."""
    points = [tuple(track.at(d, x, height)) for x, d in outline]
    return _with_uv(name, points, [tuple(range(len(points)))], outline, material)


def _with_uv(
    name: str,
    points: list[tuple[float, ...]],
    faces: list[tuple[int, ...]],
    places: list[tuple[float, float]],
    material: bpy.types.Material,
) -> bpy.types.Object:
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(points, [], faces)
    mesh.materials.append(material)
    layer = mesh.uv_layers.new(name="metres")
    for loop in mesh.loops:
        layer.data[loop.index].uv = places[loop.vertex_index]
    return add_object(name, mesh)
