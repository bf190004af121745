"""Country roads: one plan for road, verges, woods, avenue and farm, and the scenes that use it."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from samples.parts.animals import cow
from samples.parts.asphalt import AsphaltLook
from samples.parts.buildings import farm_house
from samples.parts.camera import Dashcam
from samples.parts.cargo import pallet
from samples.parts.cars import CarPark
from samples.parts.landscape import avenue, far_hills, meadow, woods
from samples.parts.placing import put
from samples.parts.road import carriageway, dashes, line, repairs, road_kit, seams
from samples.parts.roadside import delineators, guard_rail, pasture_fence, warning_sign
from samples.parts.rocks import boulder
from samples.parts.sky import Sky
from samples.parts.town_materials import TownMaterials
from samples.parts.track import Track
from samples.scenes.spec import Setting

EDGE, END = 3.3, 260.0
SPAN = (-12.0, END)


@dataclass(frozen=True)
class CountryPlan:
    """A two-lane road; `woods` are (near, far, count) beside it, `slope` the rise of the land, each
    left and right.
    """

    track: Track = field(default_factory=Track)
    look: AsphaltLook = field(
        default_factory=lambda: AsphaltLook(tone=0.09, wear=0.6, cracks=0.7, lane_width=3.0)
    )
    slope: tuple[float, float] = (0.02, 0.02)
    woods: tuple[tuple[float, float, int] | None, tuple[float, float, int] | None] = (None, None)
    avenue_step: float | None = None
    farms: tuple[tuple[float, float], ...] = ()
    traffic: tuple[tuple[float, float], ...] = ()
    paint_wear: float = 0.45


def build_country(plan: CountryPlan, rng: Random) -> None:
    """Everything but the unknown objects."""
    kit = road_kit(plan.track, plan.look, plan.paint_wear)
    carriageway(kit, -EDGE, EDGE, SPAN)
    for side in (-1, 1):
        line(kit, side * 3.0, SPAN)
    dashes(kit, 0.0, (1.5, END), 4.0, 8.0)
    repairs(kit, -2.4, 2.4, (5.0, 70.0), 4, rng)
    seams(kit, -EDGE, EDGE, (3.0, 60.0), 8, rng)
    meadow(plan.track, EDGE, SPAN, rng, plan.slope)
    for side, stand, rise in zip((-1, 1), plan.woods, plan.slope, strict=True):
        if stand:
            near, far, count = stand
            belt = (near, far) if side > 0 else (-far, -near)
            woods(plan.track, belt, (15.0, END), count, rng, rise, side)
    if plan.avenue_step:
        avenue(plan.track, EDGE + 1.6, (7.0, 200.0), plan.avenue_step, rng)
    far_hills(rng)
    delineators(plan.track, EDGE + 0.6, (12.0, 240.0))
    if plan.farms:
        town = TownMaterials(rng)
        for lateral, distance in plan.farms:
            farm_house(town, plan.track.at(distance, lateral), 90 if lateral < 0 else -90, rng)
    if plan.traffic:
        park = CarPark(4, 1)
        for index, (lateral, distance) in enumerate(plan.traffic):
            park.park(
                index,
                plan.track.at(distance, lateral),
                plan.track.heading(distance) + (0 if lateral > 0 else 180),
            )


def boulder_road(rng: Random) -> Setting:
    """Rocks have come down onto a road at the foot of a wooded slope."""
    plan = CountryPlan(
        track=Track(bend=0.0016, start=25.0),
        slope=(0.02, 0.22),
        woods=((16.0, 60.0, 70), (9.0, 45.0, 130)),
    )
    build_country(plan, rng)
    warning_sign(plan.track, EDGE + 1.3, 32.0)
    rocks = (
        (1.5, 1.7, 12.5, 20),
        (0.75, 0.1, 11.2, 80),
        (0.45, 2.75, 10.2, 140),
        (0.9, 2.6, 16.0, 10),
        (0.3, 0.75, 9.6, 60),
        (0.22, 1.2, 8.9, 0),
    )
    for seed, (size, x, y, turn) in enumerate(rocks):
        put(boulder(size, 11 + seed), plan.track.at(y, x), turn)
    return Setting(Sky(elevation=38, azimuth=215), Dashcam(lateral=1.5), plan.track)


def cow_road(rng: Random) -> Setting:
    """Two cows have left their pasture and stand on the road."""
    plan = CountryPlan(
        track=Track(bend=-0.0018, start=20.0),
        woods=((45.0, 110.0, 90), (24.0, 70.0, 80)),
        farms=((-24.0, 58.0), (-38.0, 76.0), (21.0, 88.0)),
    )
    build_country(plan, rng)
    for side in (-1, 1):
        pasture_fence(plan.track, side * 7.5, (2.0, 150.0))
    put(cow(), plan.track.at(9.8, 1.2), 203)
    put(cow(), plan.track.at(14.0, -2.9), 40)
    return Setting(Sky(elevation=50, azimuth=150, clouds=0.9), Dashcam(lateral=1.5), plan.track)


def pallet_avenue(rng: Random) -> Setting:
    """Low sun through the trees of an avenue; a pallet lies in the lane."""
    plan = CountryPlan(
        look=AsphaltLook(tone=0.1, wear=0.7, cracks=0.8, lane_width=3.0),
        avenue_step=11.0,
        woods=((40.0, 90.0, 60), (35.0, 90.0, 60)),
        traffic=((-1.6, 62.0),),
    )
    build_country(plan, rng)
    put(pallet(), plan.track.at(9.2, 1.25), 24)
    put(pallet(), plan.track.at(10.9, 2.0, 0.36), -40, (34, 0))
    put(pallet(), plan.track.at(10.5, 1.9), -32)
    sky = Sky(
        elevation=13,
        azimuth=-24,
        sun=5.0,
        sun_colour=(1.0, 0.8, 0.57),
        sky=0.2,
        clouds=0.4,
        haze=(0.58, 0.56, 0.52),
        haze_distance=800,
        exposure=0.3,
    )
    return Setting(sky, Dashcam(lateral=1.45), plan.track)


def empty_road(rng: Random) -> Setting:
    """Nothing unknown: a car ahead, one coming, a farm and woods."""
    plan = CountryPlan(
        track=Track(bend=0.0012, start=15.0),
        woods=((20.0, 80.0, 110), (36.0, 90.0, 80)),
        farms=((19.0, 52.0), (26.0, 70.0)),
        traffic=((1.55, 27.0), (-1.6, 46.0)),
    )
    build_country(plan, rng)
    guard_rail(plan.track, -EDGE - 0.9, (4.0, 60.0), -1)
    warning_sign(plan.track, EDGE + 1.2, 22.0)
    sky = Sky(
        overcast=True,
        sun=1.4,
        sun_size=15.0,
        elevation=45,
        azimuth=120,
        sky=0.6,
        clouds=0.9,
        haze=(0.5, 0.54, 0.58),
        haze_distance=1100,
        exposure=0.55,
    )
    return Setting(sky, Dashcam(lateral=1.5), plan.track)
