"""Renders sample scenes with Blender: picture, exact anomaly mask and catalogue (see README.md)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from samples.rendering import WIDTH, render_scene, write_catalogue
from samples.scenes import SCENES


def main() -> None:
    """Command line: everything after `--` belongs to this script."""
    parser = argparse.ArgumentParser(prog="render.py")
    parser.add_argument(
        "--scene", choices=[s.id for s in SCENES], help="one scene; all of them if left out"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("public/samples"), help="folder of the pictures"
    )
    parser.add_argument(
        "--width",
        type=int,
        default=WIDTH,
        help="width in pixels, a multiple of 16; smaller for a preview",
    )
    parser.add_argument("--spp", type=int, default=12, help="samples per pixel")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args(sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else [])
    for scene in SCENES:
        if arguments.scene in (None, scene.id):
            render_scene(
                scene, arguments.out.resolve(), arguments.width, arguments.spp, arguments.threads
            )
    write_catalogue(arguments.out.resolve())


if __name__ == "__main__":
    main()
