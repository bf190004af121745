"""Animals grown from a skeleton of joints with radii."""

from __future__ import annotations

from math import pi, sin

import bpy

from samples.parts.mesh import MeshBuilder, add_object, apply_modifiers, smooth_shade
from samples.parts.shading import new_material, plain

Joint = tuple[float, float, float, float, float]
#: Subdivision pulls the skin inwards; radii are enlarged by this factor to make up for it.
SHRINKAGE = 1.3

#: (x, y, z, radius across, radius along the height) in metres; the cow looks along +x.
COW: dict[str, Joint] = {
    "rump": (-0.82, 0, 1.13, 0.22, 0.22),
    "hip": (-0.6, 0, 1.08, 0.29, 0.33),
    "belly": (-0.1, 0, 0.98, 0.36, 0.38),
    "chest": (0.42, 0, 1.0, 0.29, 0.4),
    "shoulder": (0.68, 0, 1.08, 0.21, 0.31),
    "neck": (0.95, 0.0, 1.2, 0.13, 0.2),
    "poll": (1.2, 0.02, 1.37, 0.12, 0.13),
    "face": (1.36, 0.03, 1.24, 0.105, 0.115),
    "muzzle": (1.52, 0.04, 1.08, 0.085, 0.08),
    "ear l": (1.13, 0.28, 1.4, 0.045, 0.085),
    "ear r": (1.13, -0.26, 1.4, 0.045, 0.085),
    "tail 1": (-1.0, 0, 1.1, 0.04, 0.04),
    "tail 2": (-1.06, 0.02, 0.7, 0.025, 0.025),
    "tail 3": (-1.04, 0.03, 0.45, 0.05, 0.05),
    "udder": (-0.45, 0, 0.68, 0.15, 0.12),
    "hl1": (-0.66, 0.2, 0.85, 0.13, 0.16),
    "hl2": (-0.74, 0.21, 0.5, 0.05, 0.058),
    "hl3": (-0.68, 0.21, 0.12, 0.036, 0.04),
    "hl4": (-0.63, 0.21, 0.03, 0.06, 0.05),
    "hr1": (-0.66, -0.2, 0.85, 0.13, 0.16),
    "hr2": (-0.68, -0.21, 0.5, 0.05, 0.058),
    "hr3": (-0.58, -0.21, 0.12, 0.036, 0.04),
    "hr4": (-0.53, -0.21, 0.03, 0.06, 0.05),
    "fl1": (0.52, 0.18, 0.72, 0.11, 0.13),
    "fl2": (0.53, 0.18, 0.42, 0.048, 0.055),
    "fl3": (0.52, 0.18, 0.12, 0.036, 0.04),
    "fl4": (0.56, 0.18, 0.03, 0.06, 0.05),
    "fr1": (0.52, -0.18, 0.72, 0.11, 0.13),
    "fr2": (0.6, -0.18, 0.42, 0.048, 0.055),
    "fr3": (0.68, -0.18, 0.12, 0.036, 0.04),
    "fr4": (0.72, -0.18, 0.03, 0.06, 0.05),
}
COW_BONES = (
    ("belly", "hip"),
    ("hip", "rump"),
    ("belly", "chest"),
    ("chest", "shoulder"),
    ("shoulder", "neck"),
    ("neck", "poll"),
    ("poll", "face"),
    ("face", "muzzle"),
    ("poll", "ear l"),
    ("poll", "ear r"),
    ("rump", "tail 1"),
    ("tail 1", "tail 2"),
    ("tail 2", "tail 3"),
    ("belly", "udder"),
    ("hip", "hl1"),
    ("hl1", "hl2"),
    ("hl2", "hl3"),
    ("hl3", "hl4"),
    ("hip", "hr1"),
    ("hr1", "hr2"),
    ("hr2", "hr3"),
    ("hr3", "hr4"),
    ("chest", "fl1"),
    ("fl1", "fl2"),
    ("fl2", "fl3"),
    ("fl3", "fl4"),
    ("chest", "fr1"),
    ("fr1", "fr2"),
    ("fr2", "fr3"),
    ("fr3", "fr4"),
)


def grown_body(
    name: str,
    joints: dict[str, Joint],
    bones: tuple[tuple[str, str], ...],
    hide: bpy.types.Material,
) -> bpy.types.Object:
    """A smooth skin around the bones; the first bone starts at the root."""
    names = list(joints)
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(
        [joints[n][:3] for n in names], [(names.index(a), names.index(b)) for a, b in bones], []
    )
    thing = add_object(name, mesh)
    thing.modifiers.new("skin", "SKIN").branch_smoothing = 0.6
    for n, vertex in zip(names, mesh.skin_vertices[0].data, strict=True):
        vertex.radius = tuple(SHRINKAGE * r for r in joints[n][3:])
        vertex.use_root = n == bones[0][0]
    smooth = thing.modifiers.new("smooth", "SUBSURF")
    smooth.levels = smooth.render_levels = 3
    apply_modifiers(thing)
    thing.data.materials.clear()
    thing.data.materials.append(hide)
    smooth_shade(thing.data, 80.0)
    return thing


def _cow_hide() -> bpy.types.Material:
    """Black patches on white, with short hair and muddy legs."""
    material, g = new_material("cow hide", (0.4, 0.38, 0.35))
    position = g.add("TexCoord").outputs["Object"]
    patches = g.step(g.noise(position, 1.7, 2.0, 0.45), 0.45, 0.47)
    height = g.add("SeparateXYZ", {0: position}).outputs[2]
    mud = g.step(
        g.math("ADD", height, g.math("MULTIPLY", g.noise(position, 6.0), 0.4)), 0.45, 0.8, 0.8, 0.0
    )
    coat = g.mix(patches, (0.62, 0.58, 0.52), (0.018, 0.015, 0.014))
    shader = g.add(
        "BsdfPrincipled",
        {"Base Color": g.mix(mud, coat, (0.2, 0.15, 0.1)), "Roughness": 0.75, "Sheen": 0.3},
    )
    g.put(
        shader.inputs["Normal"],
        g.bump(g.noise(g.scaled(position, 90.0, 90.0, 30.0), 1.0, 2.0), 0.4, 0.01),
    )
    g.surface(shader)
    return material


#: Length of a step in metres, share of the time that a foot is on the ground, and when in a cycle
#: of 0..1 each leg sets its foot down.
STRIDE, ON_GROUND = 0.5, 0.65
GAIT = {"hl": 0.0, "fl": 0.75, "hr": 0.5, "fr": 0.25}
#: How far each joint of a leg moves with its foot, from the hip down.
FOLLOWS = {"1": 0.1, "2": 0.5, "3": 0.95, "4": 1.0}


def walking(joints: dict[str, Joint], phase: float) -> dict[str, Joint]:
    """The skeleton at `phase` 0..1 of a walk along +x: feet on the ground go back evenly, the
    lifted one comes forward. The body advances STRIDE / ON_GROUND metres in a cycle.
    """
    moved = dict(joints)
    for leg, start in GAIT.items():
        part = (phase - start) % 1.0
        swing = max(0.0, (part - ON_GROUND) / (1 - ON_GROUND))
        reach = 3 * swing**2 - 2 * swing**3 - 0.5 if swing else 0.5 - part / ON_GROUND
        for joint, share in FOLLOWS.items():
            x, y, z, across, along = joints[leg + joint]
            lift = 0.09 * share * sin(pi * swing)
            moved[leg + joint] = (x + share * STRIDE * reach, y, z + lift, across, along)
    return moved


def cow(phase: float | None = None) -> bpy.types.Object:
    """A dairy cow, 1.5 m tall, looking along +x; it stands, or is at `phase` 0..1 of its walk."""
    joints = COW if phase is None else walking(COW, phase)
    body = grown_body("cow", joints, COW_BONES, _cow_hide())
    pink, dark = (
        plain("cow skin", (0.33, 0.19, 0.16), 0.6),
        plain("cow dark", (0.015, 0.012, 0.01), 0.3),
    )
    nose = plain("cow nose", (0.13, 0.085, 0.075), 0.5)
    horn = plain("cow horn", (0.3, 0.26, 0.2), 0.5)
    b = MeshBuilder()
    b.lathe(
        [(0.0, -0.06), (0.07, -0.04), (0.09, 0.0), (0.075, 0.04), (0.0, 0.07)],
        nose,
        20,
        "X",
        (1.5, 0.04, 1.07),
    )
    b.lathe(
        [(0.0, -0.17), (0.12, -0.15), (0.19, -0.05), (0.2, 0.06), (0.0, 0.15)],
        pink,
        20,
        "Z",
        (-0.42, 0, 0.62),
    )
    for x, y in ((-0.51, -0.07), (-0.51, 0.07), (-0.34, -0.07), (-0.34, 0.07)):
        b.tube([(x, y, 0.5), (x, y, 0.41)], [0.025, 0.014], pink, 8, caps=True)
    for side in (-1, 1):
        b.tube(
            [
                (1.18, 0.02 + 0.1 * side, 1.47),
                (1.2, 0.02 + 0.19 * side, 1.53),
                (1.24, 0.02 + 0.2 * side, 1.63),
            ],
            [0.03, 0.022, 0.006],
            horn,
            8,
        )
    for foot in ("hl4", "hr4", "fl4", "fr4"):
        x, y, z, *_ = joints[foot]
        b.lathe([(0.075, 0.0), (0.06, 0.07), (0.0, 0.08)], dark, 14, "Z", (x, y, z - 0.03))
    for y in (-0.085, 0.145):
        b.lathe([(0.0, -0.022), (0.022, 0.0), (0.0, 0.022)], dark, 12, "Z", (1.3, y, 1.32))
    extra = b.build("cow parts", smooth=60.0)
    with bpy.context.temp_override(active_object=body, selected_editable_objects=[body, extra]):
        bpy.ops.object.join()
    return body
