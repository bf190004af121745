"""Trees, bushes and grass made of real leaf and blade polygons, instanced many times."""

from __future__ import annotations

from random import Random

import bpy
import numpy as np
from mathutils import Matrix, Vector

from samples.parts.mesh import MeshBuilder, add_object, instance
from samples.parts.shading import Colour, new_material, plain
from samples.parts.track import Track


def leaf_material(
    name: str, low: Colour, high: Colour, translucency: float = 0.35
) -> bpy.types.Material:
    """Foliage whose colour varies from leaf to leaf and from tree to tree."""
    material, g = new_material(name)
    island = g.add("NewGeometry").outputs["Random Per Island"]
    tree = g.add("ObjectInfo").outputs["Random"]
    share = g.math("ADD", g.math("MULTIPLY", island, 0.65), g.math("MULTIPLY", tree, 0.35))
    colour = g.mix(share, low, high)
    front = g.add("BsdfPrincipled", {"Base Color": colour, "Roughness": 0.5, "Specular": 0.3})
    through = g.add("BsdfTranslucent", {"Color": g.mix(1.0, colour, (1.3, 1.35, 0.7), "MULTIPLY")})
    g.surface(g.add("MixShader", {0: translucency, 1: front, 2: through}))
    return material


def bark_material() -> bpy.types.Material:
    """Rough brown-grey bark."""
    return plain("bark", (0.13, 0.105, 0.085), 0.95, dirt=0.65, dirt_scale=7.0, bump=0.03)


def leaf_mesh(
    name: str,
    centres: np.ndarray,
    size: float,
    droop: float,
    material: bpy.types.Material,
    seed: int,
) -> bpy.types.Mesh:
    """One diamond-shaped leaf of about `size` metres per centre `[n, 3]`."""
    rng = np.random.default_rng(seed)
    n = len(centres)
    along = rng.normal(size=(n, 3))
    along[:, 2] -= droop
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    normal = rng.normal(size=(n, 3)) + (0, 0, 0.8)
    across = np.cross(normal, along)
    across /= np.linalg.norm(across, axis=1, keepdims=True) + 1e-9
    length = size * rng.uniform(0.7, 1.3, (n, 1))
    fold = np.cross(along, across) * length * 0.12
    corners = np.stack(
        [
            centres,
            centres + along * length * 0.5 + across * length * 0.32 + fold,
            centres + along * length,
            centres + along * length * 0.5 - across * length * 0.32 + fold,
        ],
        1,
    )
    mesh = bpy.data.meshes.new(name)
    mesh.vertices.add(4 * n)
    mesh.vertices.foreach_set("co", corners.astype(np.float32).ravel())
    mesh.loops.add(4 * n)
    mesh.loops.foreach_set("vertex_index", np.arange(4 * n, dtype=np.int32))
    mesh.polygons.add(n)
    mesh.polygons.foreach_set("loop_start", np.arange(0, 4 * n, 4, dtype=np.int32))
    mesh.polygons.foreach_set("loop_total", np.full(n, 4, np.int32))
    mesh.update(calc_edges=True)
    mesh.materials.append(material)
    return mesh


def _grow(
    b: MeshBuilder,
    start: Vector,
    direction: Vector,
    length: float,
    radius: float,
    depth: int,
    bark: bpy.types.Material,
    tips: list[Vector],
    rng: Random,
) -> None:
    """Adds a branch with a slight bend and its children; leafy points go to `tips`."""
    bend = Vector((rng.gauss(0, 1), rng.gauss(0, 1), rng.gauss(0.25, 0.6))) * 0.16 * length
    middle, end = start + direction * length * 0.5 + bend, start + direction * length
    b.tube(
        [tuple(start), tuple(middle), tuple(end)],
        [radius, radius * 0.82, radius * 0.62],
        bark,
        7 if depth > 2 else 4,
    )
    if depth <= 2:
        tips.extend((middle, end))
    if depth == 0:
        return
    for _ in range(rng.randint(3, 4)):
        spread = Vector((rng.gauss(0, 1), rng.gauss(0, 1), rng.gauss(0.15, 0.7))).normalized()
        child = (direction * 0.75 + spread * 0.85).normalized()
        _grow(
            b,
            middle.lerp(end, rng.uniform(0.1, 1.0)),
            child,
            length * rng.uniform(0.62, 0.82),
            radius * 0.52,
            depth - 1,
            bark,
            tips,
            rng,
        )


def tree(
    name: str,
    height: float,
    trunk: float,
    leaves: bpy.types.Material,
    bark: bpy.types.Material,
    seed: int,
    leaf_count: int = 34000,
    leaf_size: float = 0.125,
    clump: float = 0.3,
) -> bpy.types.Object:
    """A broad-leaved tree; `trunk` is the height of the clear trunk, all in metres."""
    rng = Random(seed)
    b = MeshBuilder()
    tips: list[Vector] = []
    radius = 0.018 * height + 0.05
    lean = Vector((rng.gauss(0, 0.04), rng.gauss(0, 0.04), 1)).normalized()
    top = lean * trunk
    b.tube(
        [(0, 0, -0.1), tuple(top * 0.1), tuple(top * 0.5), tuple(top)],
        [radius * 1.5, radius * 1.1, radius, radius * 0.85],
        bark,
        12,
    )
    crown = height - trunk
    for k in range(5):
        out = (
            Matrix.Rotation(2 * 3.14159 * (k + rng.uniform(-0.2, 0.2)) / 5, 3, "Z")
            @ Vector((rng.uniform(0.5, 0.85), 0, 1)).normalized()
        )
        _grow(b, top * rng.uniform(0.85, 1.0), out, crown * 0.33, radius * 0.5, 3, bark, tips, rng)
    _grow(b, top, lean, crown * 0.4, radius * 0.7, 3, bark, tips, rng)
    wood = b.build(name)
    random = np.random.default_rng(seed)
    points = np.array([tuple(t) for t in tips])
    centres = points[random.integers(0, len(points), leaf_count)] + random.normal(
        0, clump, (leaf_count, 3)
    ) * (1, 1, 0.75)
    return _join(wood, leaf_mesh(name + " leaves", centres, leaf_size, 0.5, leaves, seed))


def bush(
    name: str,
    radius: float,
    leaves: bpy.types.Material,
    seed: int,
    leaf_count: int = 5000,
    leaf_size: float = 0.09,
) -> bpy.types.Object:
    """A dense shrub: leaves in a lumpy half ball."""
    random = np.random.default_rng(seed)
    lumps = random.normal(0, 0.45, (14, 3)) * (1, 1, 0.5) + (0, 0, 0.55)
    centres = lumps[random.integers(0, len(lumps), leaf_count)] + random.normal(
        0, 0.22, (leaf_count, 3)
    )
    centres[:, 2] = np.abs(centres[:, 2])
    return add_object(name, leaf_mesh(name, centres * radius, leaf_size, 0.0, leaves, seed))


def _join(first: bpy.types.Object, mesh: bpy.types.Mesh) -> bpy.types.Object:
    second = add_object(first.name, mesh)
    with bpy.context.temp_override(active_object=first, selected_editable_objects=[first, second]):
        bpy.ops.object.join()
    return first


def grass_tuft(
    name: str, blades: int, radius: float, height: float, material: bpy.types.Material, seed: int
) -> bpy.types.Object:
    """A patch of grass blades, each a bent strip of two faces."""
    random = np.random.default_rng(seed)
    b = MeshBuilder()
    for _ in range(blades):
        x, y = random.uniform(-radius, radius, 2)
        turn, lean, tall = (
            random.uniform(0, 6.28),
            random.uniform(0.1, 0.7),
            height * random.uniform(0.4, 1.2),
        )
        dx, dy, w = np.cos(turn), np.sin(turn), 0.004 + 0.012 * height
        low, mid, tip = (0.0, 0.0), (0.3 * lean * tall, 0.6 * tall), (lean * tall, tall)
        ring = [
            (x + dx * r - dy * s, y + dy * r + dx * s, z)
            for (r, z), s in ((low, -w), (low, w), (mid, w), (mid, -w))
        ]
        b.face(ring, material)
        b.face([ring[3], ring[2], (x + dx * tip[0], y + dy * tip[0], tip[1])], material)
    return b.build(name)


def scatter(
    sources: list[bpy.types.Object],
    track: Track,
    lateral: tuple[float, float],
    span: tuple[float, float],
    count: int,
    rng: Random,
    scale: tuple[float, float] = (0.8, 1.25),
    height: float = 0.0,
    slope: float = 0.0,
) -> None:
    """Instances at random places beside the track; the ground rises by `slope` from the inner
    lateral outwards.
    """
    inner = min(lateral, key=abs)
    for _ in range(count):
        x, y = rng.uniform(*lateral), rng.uniform(*span)
        instance(
            rng.choice(sources),
            track.at(y, x, height + slope * abs(x - inner)),
            rng.uniform(0, 360),
            rng.uniform(*scale),
        )


def hide(sources: list[bpy.types.Object]) -> None:
    """Keeps the originals of instances out of the picture."""
    for thing in sources:
        thing.hide_render = True
