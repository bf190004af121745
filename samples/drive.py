"""Renders the frames of the sample drive and their labels with Blender (see README.md)."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import bpy
import cv2

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from samples.drive_entry import FRAMES, RATE, WIDTH, frame_file
from samples.finish import CameraLook, camera_picture, read_render
from samples.parts.camera import place_camera, render_settings
from samples.parts.shading import finish_materials
from samples.parts.sky import build_sky
from samples.rendering import render_index, render_picture
from samples.scenes.drive import Drive, street_drive

SEED = 17
#: Little grain: it would change from frame to frame and cost the video its bits.
LOOK = CameraLook(blur=0.9, grain=0.4)


def build(width: int, samples: int, threads: int) -> Drive:
    """Builds the street with its camera and render settings."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    drive = street_drive(Random(SEED))
    setting = drive.setting
    build_sky(setting.sky)
    place_camera(setting.camera, setting.track)
    finish_materials(setting.sky.haze, setting.sky.haze_distance)
    exposure = setting.sky.exposure
    render_settings(width, width * 9 // 16, samples, SEED, threads, exposure)
    bpy.context.scene.render.use_persistent_data = True
    return drive


def render_frame(path: Path) -> None:
    """Writes the camera picture of the present pose."""
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / "clean.png"
        render_picture(clean)
        frame = camera_picture(read_render(clean), LOOK, SEED)
    cv2.imwrite(str(path), frame)


def render_missing(
    drive: Drive, folder: Path, frames: list[int], render: Callable[[Path], None]
) -> None:
    """Renders the frames that `folder` lacks; a frame appears whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in frames:
        path = folder / frame_file(index)
        if path.exists():
            continue
        started = time.monotonic()
        bpy.context.scene.frame_set(index)
        drive.pose(index / RATE)
        part = path.with_name(f".{path.name}")
        render(part)
        part.rename(path)
        print(f"{folder.name} {index}: {time.monotonic() - started:.1f} s", flush=True)


def main() -> None:
    """Command line: everything after `--` belongs to this script."""
    parser = argparse.ArgumentParser(prog="drive.py")
    parser.add_argument("--out", type=Path, required=True, help="folder of frames/ and labels/")
    parser.add_argument(
        "--frames",
        type=int,
        nargs="*",
        default=list(range(FRAMES)),
        help="frame numbers; all of them if left out",
    )
    parser.add_argument("--part", choices=("frames", "labels"), help="both if left out")
    parser.add_argument("--width", type=int, default=WIDTH, help="a multiple of 16")
    parser.add_argument("--spp", type=int, default=7, help="samples per pixel")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args(sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else [])
    out = arguments.out.resolve()
    drive = build(arguments.width, arguments.spp, arguments.threads)
    if arguments.part != "labels":
        render_missing(drive, out / "frames", arguments.frames, render_frame)
    # The index pass changes the render settings, so that it comes last.
    if arguments.part != "frames":
        render_missing(drive, out / "labels", arguments.frames, render_index)


if __name__ == "__main__":
    main()
