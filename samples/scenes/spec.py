"""What a scene is: its text for the catalogue and the function that builds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from samples.finish import CameraLook
from samples.parts.camera import Dashcam
from samples.parts.sky import Sky
from samples.parts.track import Track


@dataclass(frozen=True)
class Setting:
    """Light, camera and course of the road of a built scene."""

    sky: Sky
    camera: Dashcam
    track: Track


@dataclass(frozen=True)
class Scene:
    """One sample picture; `unknown` names what a road-scene network has no class for."""

    id: str
    title: str
    description: str
    unknown: tuple[str, ...]
    build: Callable[[Random], Setting]
    seed: int = 1
    look: CameraLook = field(default_factory=CameraLook)
