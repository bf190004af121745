"""The dashboard camera and the render settings."""

from __future__ import annotations

from dataclasses import dataclass
from math import radians

import bpy

from samples.parts.track import Track


@dataclass(frozen=True)
class Dashcam:
    """Lateral offset and height in metres, focal length for a 36 mm sensor, angles in degrees."""

    lateral: float = 1.6
    height: float = 1.42
    focal: float = 35.0
    pitch: float = -2.2


def place_camera(cam: Dashcam, track: Track) -> None:
    """Adds the camera at distance 0, looking along the road; `aim_camera` moves it on."""
    data = bpy.data.cameras.new("dashcam")
    data.lens, data.sensor_width, data.clip_end = cam.focal, 36.0, 3000.0
    thing = bpy.data.objects.new("dashcam", data)
    bpy.context.scene.collection.objects.link(thing)
    bpy.context.scene.camera = thing
    aim_camera(cam, track, 0.0)


def aim_camera(cam: Dashcam, track: Track, distance: float, nod: float = 0.0) -> None:
    """Moves the camera to `distance` metres, along the road; `nod` in degrees, downwards."""
    thing = bpy.context.scene.camera
    thing.location = track.at(distance, cam.lateral, cam.height)
    thing.rotation_euler = (radians(90.0 + cam.pitch - nod), 0.0, radians(track.heading(distance)))


def render_settings(
    width: int, height: int, samples: int, seed: int, threads: int, exposure: float
) -> None:
    """Cycles on the CPU with few bounces, which suffice outdoors."""
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.resolution_x, scene.render.resolution_y, scene.render.resolution_percentage = (
        width,
        height,
        100,
    )
    scene.render.threads_mode, scene.render.threads = "FIXED", threads
    cycles = scene.cycles
    cycles.device, cycles.samples, cycles.seed = "CPU", samples, seed
    cycles.use_denoising, cycles.use_adaptive_sampling, cycles.adaptive_threshold = (
        False,
        True,
        0.02,
    )
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 3, 2, 2
    cycles.transmission_bounces, cycles.transparent_max_bounces = 1, 4
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.sample_clamp_indirect = 4.0
    cycles.filter_width = 1.5
    scene.view_settings.view_transform = "Filmic"
    scene.view_settings.look = "High Contrast"
    scene.view_settings.exposure = exposure
