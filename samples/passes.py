"""Render passes of Cycles: switching them on, reading them back, and putting the denoised picture
together.
"""

from __future__ import annotations

from pathlib import Path

import bpy
import numpy as np

from samples.denoise import Surfaces, smooth_light

LIGHTS = ("diffuse", "glossy", "transmission")
SOCKETS = {"diffuse": "Diff", "glossy": "Gloss", "transmission": "Trans"}


def enable_passes(folder: Path) -> None:
    """Writes every pass that `combine` needs as a float EXR into `folder`."""
    scene = bpy.context.scene
    layer = scene.view_layers[0]
    for light in LIGHTS:
        for part in ("direct", "indirect", "color"):
            setattr(layer, f"use_pass_{light}_{part}", True)
    layer.use_pass_emit = layer.use_pass_environment = layer.use_pass_normal = (
        layer.use_pass_position
    ) = True
    scene.use_nodes = True
    tree = scene.node_tree
    tree.nodes.clear()
    layers, output = (
        tree.nodes.new("CompositorNodeRLayers"),
        tree.nodes.new("CompositorNodeOutputFile"),
    )
    tree.links.new(
        layers.outputs["Image"], tree.nodes.new("CompositorNodeComposite").inputs["Image"]
    )
    output.base_path = str(folder)
    output.format.file_format, output.format.color_mode, output.format.color_depth = (
        "OPEN_EXR",
        "RGB",
        "32",
    )
    output.file_slots.clear()
    names = [SOCKETS[light] + part for light in LIGHTS for part in ("Dir", "Ind", "Col")] + [
        "Emit",
        "Env",
        "Normal",
        "Position",
    ]
    for name in names:
        output.file_slots.new(name)
        tree.links.new(layers.outputs[name], output.inputs[name])


def _read(folder: Path, name: str) -> np.ndarray:
    """One pass as `[h, w, 3]` float32, first row on top."""
    path = next(folder.glob(f"{name}[0-9]*.exr"))
    image = bpy.data.images.load(str(path))
    image.colorspace_settings.name = "Non-Color"
    width, height = image.size
    values = np.empty(width * height * 4, np.float32)
    image.pixels.foreach_get(values)
    bpy.data.images.remove(image)
    return values.reshape(height, width, 4)[::-1, :, :3]


def combine(folder: Path) -> np.ndarray:
    """The denoised scene-linear picture `[h, w, 3]` from the passes in `folder`."""
    normal = _read(folder, "Normal")
    normal = normal / np.maximum(np.linalg.norm(normal, axis=2, keepdims=True), 0.05)
    camera: np.ndarray = np.array(bpy.context.scene.camera.location, np.float32)
    surfaces = Surfaces(normal, _read(folder, "Position") - camera)
    picture = _read(folder, "Emit") + _read(folder, "Env")
    for light in LIGHTS:
        short = SOCKETS[light]
        noisy = _read(folder, short + "Dir") + _read(folder, short + "Ind")
        levels, contrast = (4, 0.55) if light == "diffuse" else (2, 0.4)
        picture = picture + smooth_light(noisy, surfaces, levels, contrast) * _read(
            folder, short + "Col"
        )
    return picture


def save_picture(picture: np.ndarray, path: Path) -> None:
    """Writes scene-linear light as a 16-bit PNG through the view transform of the scene."""
    height, width = picture.shape[:2]
    image = bpy.data.images.new("picture", width, height, float_buffer=True)
    image.colorspace_settings.name = "Linear"
    rgba = np.ones((height, width, 4), np.float32)
    rgba[..., :3] = picture[::-1]
    image.pixels.foreach_set(rgba.ravel())
    image.update()
    settings = bpy.context.scene.render.image_settings
    settings.file_format, settings.color_mode, settings.color_depth = "PNG", "RGB", "16"
    image.save_render(str(path))
    bpy.data.images.remove(image)
