"""The sample drive: a street, what does not belong there, and what moves while we drive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, radians, sin
from random import Random

import bpy

from samples.drive_entry import CARTONS, COW, RATE, SOFA
from samples.parts.animals import ON_GROUND, STRIDE, cow
from samples.parts.camera import Dashcam, aim_camera
from samples.parts.cargo import cardboard_box
from samples.parts.cars import CarPark
from samples.parts.household import sofa
from samples.parts.placing import put
from samples.parts.roadside import round_sign
from samples.parts.sky import Sky
from samples.scenes.city import StreetPlan, build_street
from samples.scenes.spec import Setting

#: Metres per second, and when we brake and stand, in seconds.
SPEED, BRAKE, STAND = 7.0, 6.0, 9.2


@dataclass(frozen=True)
class Drive:
    """A built street; `pose` puts everything that moves where it is at a time in seconds."""

    setting: Setting
    pose: Callable[[float], None]


def travelled(time: float) -> float:
    """Metres driven after `time` seconds: evenly, then braking to a stand."""
    braking = min(max(time, BRAKE), STAND) - BRAKE
    return SPEED * (min(time, BRAKE) + braking - braking**2 / (2 * (STAND - BRAKE)))


def _nod(time: float) -> float:
    """Degrees that the car dips its nose: while it brakes, and a little on the uneven road."""
    rolling = 1.0 - min(max((time - BRAKE) / (STAND - BRAKE), 0.0), 1.0)
    braking = sin(pi * min(max((time - BRAKE) / (STAND + 0.4 - BRAKE), 0.0), 1.0))
    return 0.05 * rolling * sin(2 * pi * 1.3 * time) + 0.45 * braking


def _cartons(setting: Setting) -> None:
    """Three cartons between our lane and the parked cars; one object, as they touch."""
    for seed, (size, is_open, x, y, lift, turn) in enumerate(
        (
            ((0.7, 0.55, 0.55), False, 3.0, 27.2, 0.0, 14),
            ((0.5, 0.4, 0.4), True, 3.05, 27.2, 0.55, -20),
            ((0.5, 0.45, 0.42), False, 3.52, 26.7, 0.0, 40),
        )
    ):
        box = cardboard_box(size, is_open, seed)
        put(box, setting.track.at(y, x, lift), turn, index=CARTONS)


class _Walk:
    """A cow that walks evenly in the direction it looks."""

    POSES = 16

    def __init__(self, start: tuple[float, float], turn: float) -> None:
        self.start, self.turn = start, turn
        poses = [cow(i / self.POSES) for i in range(self.POSES)]
        self.meshes = [pose.data for pose in poses]
        for pose in poses[1:]:
            bpy.data.objects.remove(pose)
        self.thing = poses[0]

    def pose(self, time: float, setting: Setting) -> None:
        """Puts it where it is after `time` seconds; a cycle takes as many frames as poses."""
        cycles = time * RATE / self.POSES
        way = cycles * STRIDE / ON_GROUND
        x = self.start[0] + way * cos(radians(self.turn))
        y = self.start[1] + way * sin(radians(self.turn))
        self.thing.data = self.meshes[round(time * RATE) % self.POSES]
        put(self.thing, setting.track.at(y, x), self.turn, index=COW)


def street_drive(rng: Random) -> Drive:
    """A clear day: cartons beside our lane, a sofa on it, and a cow that comes from the left."""
    plan = StreetPlan(
        kerb=6.2, front=10.4, tree_step=(17.0, 26.0), left_free=(44.0, 82.0), damage=8, shops=0.6
    )
    build_street(plan, rng)
    round_sign(plan.track, plan.kerb + 0.55, 38.0)
    setting = Setting(Sky(elevation=44, azimuth=160, clouds=0.9), Dashcam(), plan.track)
    _cartons(setting)
    put(sofa(), plan.track.at(60.4, 1.25), -24, index=SOFA)
    walk = _Walk((-5.2, 70.5), -60.0)
    oncoming = CarPark(1, 3).park(0, (0.0, 0.0, 0.0), 180.0)

    def pose(time: float) -> None:
        aim_camera(setting.camera, plan.track, travelled(time), _nod(time))
        oncoming.location = plan.track.at(22.0 - 8.0 * time, -1.9)
        walk.pose(time, setting)

    return Drive(setting, pose)
