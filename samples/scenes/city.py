"""City streets: one plan for street, houses, trees and parked cars, and the scenes that use it."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from samples.parts.asphalt import AsphaltLook, paving
from samples.parts.buildings import street_front
from samples.parts.camera import Dashcam
from samples.parts.cargo import cardboard_box
from samples.parts.cars import CarPark
from samples.parts.household import crumpled_cloth, sofa, suitcase
from samples.parts.mesh import instance
from samples.parts.placing import put
from samples.parts.road import (
    RoadKit,
    arrow,
    carriageway,
    crossing,
    dashes,
    kerb,
    manholes,
    repairs,
    road_kit,
    seams,
)
from samples.parts.roadside import lamp_posts, round_sign, waste_bins
from samples.parts.shading import Colour
from samples.parts.sky import Sky
from samples.parts.town_materials import TownMaterials
from samples.parts.track import Track, ribbon
from samples.parts.vegetation import bark_material, hide, leaf_material, tree
from samples.scenes.spec import Setting


@dataclass(frozen=True)
class StreetPlan:
    """A street symmetric about x = 0; lengths in metres, `parking` is the share of kerb taken on
    the left and right, `left_free` a stretch of the left kerb where nobody parks.
    """

    track: Track = field(default_factory=Track)
    look: AsphaltLook = field(default_factory=AsphaltLook)
    kerb: float = 5.6
    front: float = 9.8
    end: float = 230.0
    tree_step: tuple[float, float] | None = (11.0, 16.0)
    leaves: tuple[Colour, Colour] = ((0.025, 0.055, 0.012), (0.1, 0.15, 0.03))
    parking: tuple[float, float] = (0.85, 0.85)
    left_free: tuple[float, float] = (0.0, 0.0)
    car_choice: int = 0
    shops: float = 0.5
    paint_wear: float = 0.4
    damage: int = 6
    slabs: Colour = (0.3, 0.29, 0.27)


def _pavements(plan: StreetPlan, kit: RoadKit, span: tuple[float, float]) -> None:
    slabs = paving("paving", plan.slabs, wet=plan.look.wet)
    for side in (-1, 1):
        kerb(kit, side * plan.kerb, span, side)
        ribbon(
            "pavement",
            plan.track,
            sorted((side * (plan.kerb + 0.15), side * (plan.front + 0.5))),
            span,
            slabs,
            0.11,
        )


def _trees(plan: StreetPlan, rng: Random) -> None:
    leaves, bark = leaf_material("leaves", *plan.leaves), bark_material()
    trees = [tree(f"tree {i}", 8.5, 2.8, leaves, bark, i) for i in range(3)]
    low, high = plan.tree_step or (0.0, 0.0)
    for side in (-1, 1):
        y = 10.0 if side > 0 else 15.0
        while y < 200:
            instance(
                rng.choice(trees),
                plan.track.at(y, side * (plan.kerb + 0.9), 0.1),
                rng.uniform(0, 360),
                rng.uniform(0.8, 1.1),
            )
            y += rng.uniform(low, high)
    hide(trees)


def _cars(plan: StreetPlan, rng: Random, traffic: tuple[tuple[float, float], ...]) -> None:
    """Parked cars, and cars on the road at (lateral, distance): those left of the axis come towards
    the camera.
    """
    park = CarPark(7, plan.car_choice)
    for side, share in zip((-1, 1), plan.parking, strict=True):
        y = 9.5 if side > 0 else 7.0
        while y < 150:
            free = side < 0 and plan.left_free[0] < y < plan.left_free[1]
            if rng.random() < share and not free:
                park.park(
                    rng.randrange(7),
                    plan.track.at(y, side * (plan.kerb - 1.08)),
                    plan.track.heading(y) + (0 if side > 0 else 180),
                )
            y += rng.uniform(5.5, 6.8)
    for index, (lateral, distance) in enumerate(traffic):
        park.park(
            index + 2,
            plan.track.at(distance, lateral),
            plan.track.heading(distance) + (0 if lateral > 0 else 180),
        )


def build_street(
    plan: StreetPlan, rng: Random, traffic: tuple[tuple[float, float], ...] = ()
) -> RoadKit:
    """Everything but the unknown objects; returns the road for further markings."""
    kit = road_kit(plan.track, plan.look, plan.paint_wear)
    span = (-12.0, plan.end)
    carriageway(kit, -plan.kerb, plan.kerb, span)
    dashes(kit, 0.0, span, 3.0, 3.0)
    repairs(kit, -plan.kerb + 1.5, plan.kerb - 1.5, (4.0, 60.0), plan.damage, rng)
    seams(kit, -plan.kerb, plan.kerb, (3.0, 60.0), 3 + plan.damage, rng)
    manholes(kit, [(2.1, 7.5), (-1.4, 16.0), (1.0, 31.0)])
    _pavements(plan, kit, span)
    town = TownMaterials(rng)
    for side in (-1, 1):
        street_front(town, plan.track, side * plan.front, (-10.0, plan.end), rng, plan.shops)
    if plan.tree_step:
        _trees(plan, rng)
    _cars(plan, rng, traffic)
    lamps = [(plan.kerb + 0.5, 20.0 + 30 * i) for i in range(6)] + [
        (-plan.kerb - 0.5, 5.0 + 30 * i) for i in range(6)
    ]
    lamp_posts(plan.track, lamps)
    waste_bins(
        plan.track, [(plan.front - 0.8, 12.0), (plan.front - 0.8, 12.8), (-plan.front + 0.8, 19.0)]
    )
    return kit


def sofa_street(rng: Random) -> Setting:
    """A clear day in a street with trees; a sofa stands in the driving lane."""
    plan = StreetPlan()
    build_street(plan, rng, ((-1.7, 38.0),))
    round_sign(plan.track, plan.kerb + 0.55, 17.5)
    put(sofa(), plan.track.at(10.0, 1.25), -24)
    return Setting(Sky(elevation=44, azimuth=160), Dashcam(), plan.track)


def box_street(rng: Random) -> Setting:
    """Overcast; cartons have fallen off a vehicle."""
    plan = StreetPlan(
        look=AsphaltLook(tone=0.11, wear=0.7, cracks=0.9),
        kerb=5.2,
        front=8.6,
        tree_step=None,
        car_choice=2,
        shops=0.8,
        damage=9,
        parking=(0.7, 0.9),
    )
    kit = build_street(plan, rng, ((1.7, 42.0), (-1.7, 27.0)))
    crossing(kit, -plan.kerb, plan.kerb, 24.0)
    round_sign(plan.track, plan.kerb + 0.5, 22.0, (0.02, 0.08, 0.35), (0.02, 0.08, 0.35))
    cartons = (
        ((0.6, 0.45, 0.45), True, 1.2, 8.6, 15, (0, 0)),
        ((0.5, 0.4, 0.38), False, 0.35, 9.4, -35, (0, 0)),
        ((0.45, 0.4, 0.4), True, 1.95, 9.8, 60, (88, 0)),
        ((0.4, 0.3, 0.3), False, 0.42, 9.5, 10, (0, 0)),
        ((0.7, 0.5, 0.5), False, 1.3, 10.9, -12, (0, 0)),
        ((0.35, 0.3, 0.25), True, -0.5, 8.3, 40, (0, 0)),
    )
    for index, (size, is_open, x, y, turn, tilt) in enumerate(cartons):
        lift = 0.38 if index == 3 else (0.2 if tilt[0] else 0.0)
        put(cardboard_box(size, is_open, index), plan.track.at(y, x, lift), turn, tilt)
    sky = Sky(
        overcast=True,
        sun=0.5,
        sun_size=30.0,
        elevation=60,
        sky=0.62,
        clouds=0.6,
        haze=(0.5, 0.53, 0.56),
        haze_distance=1200,
        exposure=0.7,
    )
    return Setting(sky, Dashcam(lateral=1.5, pitch=-2.6), plan.track)


def suitcase_street(rng: Random) -> Setting:
    """After the rain: a suitcase has burst open on the wet road."""
    plan = StreetPlan(
        track=Track(bend=0.0022, start=30.0),
        look=AsphaltLook(tone=0.09, wear=0.5, cracks=0.6, wet=0.85),
        kerb=5.4,
        front=9.4,
        tree_step=(15.0, 22.0),
        car_choice=4,
        leaves=((0.05, 0.06, 0.012), (0.2, 0.15, 0.03)),
        parking=(0.8, 0.75),
        paint_wear=0.3,
    )
    build_street(plan, rng, ((-1.7, 30.0), (1.7, 55.0)))
    round_sign(plan.track, plan.kerb + 0.5, 15.0)
    put(suitcase(), plan.track.at(7.8, 1.35), 35)
    put(suitcase((0.02, 0.13, 0.14)), plan.track.at(9.0, 0.7, 0.41), 65, (0, -90))
    for index, (x, y, size, colour) in enumerate(
        (
            (0.55, 8.0, 0.8, (0.5, 0.5, 0.48)),
            (1.9, 9.1, 0.7, (0.03, 0.08, 0.3)),
            (0.75, 9.3, 0.6, (0.4, 0.1, 0.03)),
        )
    ):
        put(crumpled_cloth(size, colour, index), plan.track.at(y, x, 0.01), 70 * index)
    sky = Sky(
        overcast=True,
        sun=0.0,
        sky=0.6,
        clouds=0.9,
        haze=(0.45, 0.48, 0.52),
        haze_distance=600,
        exposure=0.7,
    )
    return Setting(sky, Dashcam(lateral=1.6, pitch=-2.4), plan.track)


def empty_street(rng: Random) -> Setting:
    """Nothing unknown: a narrow street with traffic, a crossing and signs under a partly clouded
    sky.
    """
    plan = StreetPlan(
        track=Track(bend=-0.003, start=35.0),
        kerb=5.3,
        front=9.0,
        tree_step=(17.0, 26.0),
        car_choice=3,
        shops=0.7,
        damage=5,
        parking=(0.8, 0.9),
        slabs=(0.27, 0.27, 0.26),
    )
    kit = build_street(plan, rng, ((1.65, 17.0), (1.65, 33.0), (-1.7, 24.0)))
    crossing(kit, -plan.kerb, plan.kerb, 26.0)
    arrow(kit, 1.65, 5.5)
    round_sign(plan.track, plan.kerb + 0.5, 14.0)
    return Setting(
        Sky(elevation=40, azimuth=205, clouds=0.9), Dashcam(lateral=1.6, pitch=-2.0), plan.track
    )
