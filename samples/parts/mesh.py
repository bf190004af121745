"""Mesh building: boxes, tubes, turned and lofted shapes collected into one object."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, pi, radians, sin

import bpy
from mathutils import Matrix, Vector

Point = tuple[float, float, float]
Profile = Sequence[tuple[float, float]]


class MeshBuilder:
    """Collects faces with their materials; `build` makes the object."""

    def __init__(self) -> None:
        self.points: list[Point] = []
        self.faces: list[tuple[int, ...]] = []
        self.slots: list[int] = []
        self.materials: list[bpy.types.Material] = []

    def _slot(self, material: bpy.types.Material) -> int:
        if material not in self.materials:
            self.materials.append(material)
        return self.materials.index(material)

    def face(self, corners: Sequence[Point], material: bpy.types.Material) -> None:
        """One polygon, counter-clockwise seen from outside."""
        first = len(self.points)
        self.points.extend((x, y, z) for x, y, z in corners)
        self.faces.append(tuple(range(first, first + len(corners))))
        self.slots.append(self._slot(material))

    def box(
        self, low: Point, high: Point, material: bpy.types.Material, matrix: Matrix | None = None
    ) -> None:
        """An axis-aligned box, moved by `matrix` if given."""
        (x0, y0, z0), (x1, y1, z1) = low, high
        corners = [
            Vector(c)
            for c in (
                (x0, y0, z0),
                (x1, y0, z0),
                (x1, y1, z0),
                (x0, y1, z0),
                (x0, y0, z1),
                (x1, y0, z1),
                (x1, y1, z1),
                (x0, y1, z1),
            )
        ]
        if matrix is not None:
            corners = [matrix @ c for c in corners]
        first, slot = len(self.points), self._slot(material)
        self.points.extend((x, y, z) for x, y, z in corners)
        for f in (
            (0, 3, 2, 1),
            (4, 5, 6, 7),
            (0, 1, 5, 4),
            (1, 2, 6, 5),
            (2, 3, 7, 6),
            (3, 0, 4, 7),
        ):
            self.faces.append(tuple(first + i for i in f))
            self.slots.append(slot)

    def grid(
        self,
        rows: Sequence[Sequence[Point]],
        material: bpy.types.Material | Callable[[int, int], bpy.types.Material],
        closed: bool = False,
        caps: bpy.types.Material | None = None,
    ) -> None:
        """A surface through rows of points; `closed` joins the row ends, `material` may depend on
        (row, column), `caps` closes both ends.
        """
        first, width = len(self.points), len(rows[0])
        for row in rows:
            self.points.extend((x, y, z) for x, y, z in row)
        for r in range(len(rows) - 1):
            for c in range(width if closed else width - 1):
                a, b = first + r * width + c, first + r * width + (c + 1) % width
                self.faces.append((a, b, b + width, a + width))
                self.slots.append(self._slot(material(r, c) if callable(material) else material))
        if caps:
            last = first + (len(rows) - 1) * width
            for loop in (
                tuple(reversed(range(first, first + width))),
                tuple(range(last, last + width)),
            ):
                self.faces.append(loop)
                self.slots.append(self._slot(caps))

    def tube(
        self,
        path: Sequence[Point],
        radii: float | Sequence[float],
        material: bpy.types.Material,
        sides: int = 8,
        caps: bool = False,
    ) -> None:
        """A round tube along `path` with one radius, or one per point."""
        spine = [Vector(p) for p in path]
        rows: list[list[Point]] = []
        for i, centre in enumerate(spine):
            along = (spine[min(i + 1, len(spine) - 1)] - spine[max(i - 1, 0)]).normalized()
            side = along.cross(
                Vector((0, 0, 1)) if abs(along.z) < 0.9 else Vector((1, 0, 0))
            ).normalized()
            up = side.cross(along)
            radius = radii if isinstance(radii, float) else radii[i]
            rows.append(
                [
                    tuple(centre + radius * (cos(a) * side + sin(a) * up))
                    for a in (2 * pi * k / sides for k in range(sides))
                ]
            )
        self.grid(rows, material, closed=True, caps=material if caps else None)

    def lathe(
        self,
        profile: Profile,
        material: bpy.types.Material | Callable[[int, int], bpy.types.Material],
        sides: int = 32,
        axis: str = "Z",
        centre: Point = (0, 0, 0),
    ) -> None:
        """Turns (radius, height) points around `axis` through `centre`."""
        rows: list[list[Point]] = []
        for radius, height in profile:
            ring: list[Point] = []
            for k in range(sides):
                a = 2 * pi * k / sides
                u, v = radius * cos(a), radius * sin(a)
                x, y, z = {"Z": (u, v, height), "X": (height, u, v), "Y": (v, height, u)}[axis]
                ring.append((centre[0] + x, centre[1] + y, centre[2] + z))
            rows.append(ring)
        self.grid(rows, material, closed=True)

    def build(self, name: str, smooth: float | None = None) -> bpy.types.Object:
        """The object, linked to the scene; `smooth` is the auto-smooth angle in degrees."""
        mesh = bpy.data.meshes.new(name)
        mesh.from_pydata(self.points, [], self.faces)
        for material in self.materials:
            mesh.materials.append(material)
        mesh.polygons.foreach_set("material_index", self.slots)
        if smooth is not None:
            smooth_shade(mesh, smooth)
        return add_object(name, mesh)


def smooth_shade(mesh: bpy.types.Mesh, angle: float) -> None:
    """Smooth shading of edges below `angle` degrees."""
    mesh.polygons.foreach_set("use_smooth", [True] * len(mesh.polygons))
    mesh.use_auto_smooth = True
    mesh.auto_smooth_angle = radians(angle)


def add_object(name: str, mesh: bpy.types.Mesh) -> bpy.types.Object:
    """An object of `mesh` in the scene."""
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def instance(
    source: bpy.types.Object,
    location: Sequence[float],
    turn: float = 0.0,
    scale: float | Point = 1.0,
) -> bpy.types.Object:
    """A second object of the same mesh at `location`, turned by `turn` degrees around the
    vertical.
    """
    copy = add_object(source.name, source.data)
    place(copy, location, turn, scale)
    return copy


def place(
    thing: bpy.types.Object,
    location: Sequence[float],
    turn: float = 0.0,
    scale: float | Point = 1.0,
) -> None:
    """Moves, turns (degrees around the vertical) and scales an object."""
    thing.location = location
    thing.rotation_euler = (0.0, 0.0, radians(turn))
    thing.scale = (scale, scale, scale) if isinstance(scale, (int, float)) else scale


def apply_modifiers(thing: bpy.types.Object) -> None:
    """Bakes the modifiers of an object into its mesh."""
    bpy.context.view_layer.update()
    evaluated = thing.evaluated_get(bpy.context.evaluated_depsgraph_get())
    mesh = bpy.data.meshes.new_from_object(evaluated)
    thing.modifiers.clear()
    thing.data = mesh


def bevel(thing: bpy.types.Object, width: float, segments: int = 2, subdivisions: int = 0) -> None:
    """Rounds the edges by `width` metres, then optionally subdivides; baked into the mesh."""
    modifier = thing.modifiers.new("bevel", "BEVEL")
    modifier.width, modifier.segments, modifier.limit_method = width, segments, "ANGLE"
    if subdivisions:
        levels = thing.modifiers.new("subdivide", "SUBSURF")
        levels.levels = levels.render_levels = subdivisions
    apply_modifiers(thing)
    smooth_shade(thing.data, 40.0)
