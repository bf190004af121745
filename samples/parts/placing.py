"""Placing unknown objects and marking them for the anomaly mask."""

from __future__ import annotations

from collections.abc import Sequence
from math import radians

import bpy
from mathutils import Euler

#: Object index of everything a road-scene network has no class for.
UNKNOWN_INDEX = 1


def put(
    thing: bpy.types.Object,
    location: Sequence[float],
    turn: float = 0.0,
    tilt: tuple[float, float] = (0.0, 0.0),
    index: int = UNKNOWN_INDEX,
) -> bpy.types.Object:
    """Places an unknown object and marks it for the object-index pass with an index above 0;
    angles in degrees, `tilt` around x and y.
    """
    thing.location = location
    thing.rotation_euler = Euler((radians(tilt[0]), radians(tilt[1]), radians(turn)))
    thing.pass_index = index
    return thing
