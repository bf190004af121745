"""Sun and sky: a physical clear sky with procedural clouds, or an overcast dome."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

import bpy
from mathutils import Vector

from samples.parts.shading import Colour, Graph, Value


@dataclass(frozen=True)
class Sky:
    """Light of a scene; angles in degrees, azimuth clockwise from the driving direction."""

    elevation: float = 40.0
    azimuth: float = 140.0
    sun: float = 5.5
    sun_colour: Colour = (1.0, 0.95, 0.87)
    sun_size: float = 0.6
    sky: float = 0.13
    clouds: float = 0.5
    overcast: bool = False
    exposure: float = -0.15
    haze: Colour = (0.42, 0.5, 0.6)
    haze_distance: float = 2500.0


def sun_direction(sky: Sky) -> Vector:
    """Unit vector towards the sun."""
    up, turn = radians(sky.elevation), radians(sky.azimuth)
    return Vector((sin(turn) * cos(up), cos(turn) * cos(up), sin(up)))


def _cloud_plane(g: Graph, shift: Vector) -> Value:
    """Position on a cloud layer above the viewer, one unit per layer height."""
    direction = g.add("TexCoord").outputs["Generated"]
    parts = g.add("SeparateXYZ", {0: direction})
    depth = g.math("ADD", g.math("MAXIMUM", parts.outputs[2], 0.0), 0.12)
    flat = g.add(
        "CombineXYZ",
        {
            0: g.math("DIVIDE", parts.outputs[0], depth),
            1: g.math("DIVIDE", parts.outputs[1], depth),
            2: 3.7,
        },
    )
    return g.vector("ADD", flat, tuple(shift))


def _clear(g: Graph, sky: Sky) -> tuple[Value, Value]:
    """Radiance seen by the camera, and a cheaper one without clouds for everything else."""
    towards = sun_direction(sky)
    air = g.add(
        "TexSky",
        sky_type="NISHITA",
        sun_disc=True,
        sun_size=radians(0.7),
        sun_intensity=0.4,
        sun_elevation=radians(max(sky.elevation, 1.0)),
        sun_rotation=radians(sky.azimuth),
        air_density=1.0,
        dust_density=0.8,
        ozone_density=1.0,
    )
    height = g.add("SeparateXYZ", {0: g.add("TexCoord").outputs["Generated"]}).outputs[2]
    horizon = tuple(1.7 * c for c in sky.haze)
    base = g.mix(
        g.step(height, 0.0, 0.3, 0.75, 0.0), g.mix(1.0, air, (sky.sky,) * 3, "MULTIPLY"), horizon
    )
    here = g.noise(_cloud_plane(g, Vector((0, 0, 0))), 0.55, 7.0, 0.58)
    sunwards = g.noise(_cloud_plane(g, 0.25 * Vector((towards.x, towards.y, 0))), 0.55, 7.0, 0.58)
    edge = 0.6 - 0.2 * sky.clouds
    cover = g.step(here, edge, edge + 0.16)
    light = g.step(g.math("SUBTRACT", here, sunwards), -0.1, 0.12, 0.62, 1.0)
    white = tuple(sky.sky * 7.5 * c for c in sky.sun_colour)
    plain = g.mix(0.4 * sky.clouds, base, tuple(0.7 * w for w in white))
    return g.mix(g.math("MULTIPLY", cover, 0.9), base, g.mix(1.0, white, light, "MULTIPLY")), plain


def _overcast(g: Graph, sky: Sky) -> tuple[Value, Value]:
    """As `_clear`, for a closed cloud cover."""
    height = g.add("SeparateXYZ", {0: g.add("TexCoord").outputs["Generated"]}).outputs[2]
    layer = g.noise(_cloud_plane(g, Vector((5, 2, 0))), 0.3, 9.0, 0.55)
    dome = g.mix(g.step(height, 0.0, 0.7), (0.8, 0.83, 0.87), (1.12, 1.15, 1.2))
    shade = g.step(layer, 0.3, 0.7, 1.0 - 0.45 * sky.clouds, 1.0 + 0.25 * sky.clouds)
    plain = g.mix(1.0, dome, (sky.sky,) * 3, "MULTIPLY")
    return g.mix(1.0, plain, shade, "MULTIPLY"), plain


def build_sky(sky: Sky) -> None:
    """Sets the world and the sun lamp of the scene."""
    world = bpy.data.worlds.new("sky")
    world.use_nodes = True
    g = Graph(world.node_tree)
    seen, plain = _overcast(g, sky) if sky.overcast else _clear(g, sky)
    camera = g.add("LightPath").outputs["Is Camera Ray"]
    light = g.add(
        "MixShader",
        {
            0: camera,
            1: g.add("Background", {"Color": plain}),
            2: g.add("Background", {"Color": seen}),
        },
    )
    g.put(g.add("OutputWorld").inputs["Surface"], light)
    world.cycles.sampling_method = "MANUAL"
    world.cycles.sample_map_resolution = 512
    bpy.context.scene.world = world
    if sky.sun > 0:
        lamp = bpy.data.lights.new("sun", "SUN")
        lamp.energy, lamp.color, lamp.angle = sky.sun, sky.sun_colour, radians(sky.sun_size)
        thing = bpy.data.objects.new("sun", lamp)
        thing.rotation_euler = sun_direction(sky).to_track_quat("Z", "Y").to_euler()
        bpy.context.scene.collection.objects.link(thing)
