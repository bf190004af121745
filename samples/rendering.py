"""Renders sample scenes with Blender: picture, exact anomaly mask and catalogue (see README.md)."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import bpy

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from samples.finish import camera_picture, read_render, write_jpeg, write_mask
from samples.parts.camera import place_camera, render_settings
from samples.parts.shading import finish_materials
from samples.parts.sky import build_sky
from samples.passes import combine, enable_passes, save_picture
from samples.scenes import SCENES
from samples.scenes.spec import Scene

WIDTH, HEIGHT = 1280, 720


def render_picture(path: Path) -> None:
    """Writes the denoised scene as a 16-bit PNG."""
    enable_passes(path.parent)
    bpy.ops.render.render()
    save_picture(combine(path.parent), path)


def render_index(path: Path) -> None:
    """Writes the object index (0 to 255) seen at each pixel centre as an 8-bit PNG: 0 normal, above
    0 unknown.
    """
    scene = bpy.context.scene
    scene.view_layers[0].use_pass_object_index = True
    scene.cycles.samples, scene.cycles.filter_width = 1, 0.01
    scene.cycles.use_adaptive_sampling = False
    scene.use_nodes, scene.render.dither_intensity = True, 0.0
    tree = scene.node_tree
    tree.nodes.clear()
    layers, output = (
        tree.nodes.new("CompositorNodeRLayers"),
        tree.nodes.new("CompositorNodeComposite"),
    )
    grey = tree.nodes.new("CompositorNodeMath")
    grey.operation, grey.inputs[1].default_value = "DIVIDE", 255.0
    tree.links.new(layers.outputs["IndexOB"], grey.inputs[0])
    tree.links.new(grey.outputs[0], output.inputs["Image"])
    scene.view_settings.view_transform, scene.view_settings.look, scene.view_settings.exposure = (
        "Raw",
        "None",
        0.0,
    )
    settings = scene.render.image_settings
    settings.file_format, settings.color_mode, settings.color_depth = "PNG", "BW", "8"
    scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)


def render_scene(scene: Scene, out: Path, width: int, samples: int, threads: int) -> None:
    """Builds and renders one scene into `out`."""
    started = time.monotonic()
    bpy.ops.wm.read_factory_settings(use_empty=True)
    setting = scene.build(Random(scene.seed))
    build_sky(setting.sky)
    place_camera(setting.camera, setting.track)
    finish_materials(setting.sky.haze, setting.sky.haze_distance)
    render_settings(
        width, width * HEIGHT // WIDTH, samples, scene.seed, threads, setting.sky.exposure
    )
    (out / "masks").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        picture, index = Path(folder) / "picture.png", Path(folder) / "index.png"
        built = time.monotonic()
        render_picture(picture)
        render_index(index)
        size = write_jpeg(
            camera_picture(read_render(picture), scene.look, scene.seed), out / f"{scene.id}.jpg"
        )
        anomalous = write_mask(index, out / "masks" / f"{scene.id}.png")
    done = time.monotonic()
    share = anomalous / (width * width * HEIGHT / WIDTH)
    print(
        f"{scene.id}: {size} bytes, unknown {share:.2%}, built in {built - started:.0f} s, "
        f"rendered in {done - built:.0f} s"
    )


def write_catalogue(out: Path) -> None:
    """Writes samples.json for the scenes whose pictures exist, in the order of the table."""
    entries = [
        {
            "id": s.id,
            "title": s.title,
            "image": f"samples/{s.id}.jpg",
            "mask": f"samples/masks/{s.id}.png",
            "width": WIDTH,
            "height": HEIGHT,
            "description": s.description,
            "unknown": list(s.unknown),
        }
        for s in SCENES
        if (out / f"{s.id}.jpg").exists()
    ]
    (out / "samples.json").write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")
