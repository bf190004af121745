"""Motorways with a median, a hard shoulder and wooded banks."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from samples.parts.asphalt import AsphaltLook, ground
from samples.parts.camera import Dashcam
from samples.parts.cargo import barrel
from samples.parts.cars import CarPark
from samples.parts.landscape import far_hills, grass_sources, meadow, woods
from samples.parts.placing import put
from samples.parts.road import RoadKit, carriageway, dashes, line, repairs, road_kit, seams
from samples.parts.roadside import delineators, gantry, guard_rail, overpass
from samples.parts.sky import Sky
from samples.parts.track import Track, ribbon
from samples.parts.tyres import tread_shred, tyre
from samples.parts.vegetation import bush, hide, leaf_material, scatter
from samples.scenes.spec import Setting

LANE, SHOULDER = 3.75, 2.5
EDGE = 2 * LANE + SHOULDER + 0.4


@dataclass(frozen=True)
class MotorwayPlan:
    """Two lanes from x = 0 and a hard shoulder; the other carriageway lies left of the median."""

    track: Track = field(default_factory=Track)
    look: AsphaltLook = field(
        default_factory=lambda: AsphaltLook(tone=0.14, wear=0.45, cracks=0.15, lane_width=LANE)
    )
    median: float = 3.6
    end: float = 420.0
    bank: float = 0.12
    tree_count: int = 130


def _median(plan: MotorwayPlan, rng: Random) -> None:
    """Grass and shrubs between two guard rails."""
    leaves = leaf_material("median leaves", (0.025, 0.05, 0.012), (0.09, 0.13, 0.03))
    shrubs = [
        bush("median shrub", 0.7, leaves, 51, 2600, 0.07),
        bush("median shrub", 0.5, leaves, 52, 2200, 0.06),
    ]
    middle = -0.9 - plan.median / 2
    scatter(
        shrubs, plan.track, (middle - 0.5, middle + 0.5), (2.0, 300.0), 260, rng, (0.7, 1.3), -0.1
    )
    hide(shrubs)
    soil = ground("median soil", (0.03, 0.038, 0.012), (0.068, 0.075, 0.028))
    ribbon(
        "median",
        plan.track,
        [-1.2 - plan.median, middle, -0.6],
        (-12.0, plan.end),
        soil,
        [-0.01, 0.05, -0.01],
        4.0,
    )
    tufts = grass_sources()
    scatter(tufts, plan.track, (-0.7 - plan.median, -0.8), (2.0, 50.0), 500, rng, (0.6, 1.2), -0.02)
    guard_rail(plan.track, -1.1, (-6.0, plan.end), -1)
    guard_rail(plan.track, -0.7 - plan.median, (-6.0, plan.end), 1)


def build_motorway(
    plan: MotorwayPlan, rng: Random, traffic: tuple[tuple[float, float], ...]
) -> RoadKit:
    """Road, median, banks and cars at (lateral, distance)."""
    kit = road_kit(plan.track, plan.look, 0.25)
    span = (-12.0, plan.end)
    carriageway(kit, -0.6, EDGE, span)
    line(kit, 0.0, span, 0.15)
    dashes(kit, LANE, (2.0, plan.end), 6.0, 12.0, 0.15)
    line(kit, 2 * LANE, span, 0.3)
    seams(kit, 0.0, 2 * LANE, (3.0, 60.0), 4, rng)
    repairs(kit, 1.0, 2 * LANE, (10.0, 90.0), 2, rng)
    far_right, far_left = -1.2 - plan.median, -1.2 - plan.median - EDGE
    carriageway(kit, far_left, far_right, span)
    line(kit, far_right - 0.6, span, 0.15)
    dashes(kit, far_right - 0.6 - LANE, (8.0, plan.end), 6.0, 12.0, 0.15)
    line(kit, far_right - 0.6 - 2 * LANE, span, 0.3)
    _median(plan, rng)
    guard_rail(plan.track, EDGE + 0.6, (-6.0, plan.end), 1)
    meadow(plan.track, EDGE, span, rng, (0.0, plan.bank), (1,), 900)
    meadow(plan.track, -far_left, span, rng, (plan.bank, 0.0), (-1,), 300)
    woods(plan.track, (EDGE + 8, EDGE + 45), (10.0, plan.end), plan.tree_count, rng, plan.bank, 1)
    woods(
        plan.track,
        (far_left - 45, far_left - 7),
        (5.0, plan.end),
        plan.tree_count,
        rng,
        plan.bank,
        -1,
    )
    far_hills(rng)
    park = CarPark(6, 1)
    for index, (lateral, distance) in enumerate(traffic):
        park.park(
            index,
            plan.track.at(distance, lateral),
            plan.track.heading(distance) + (0 if lateral > 0 else 180),
        )
    return kit


def tyre_motorway(rng: Random) -> Setting:
    """Overcast; a lorry has lost a tyre."""
    plan = MotorwayPlan(
        track=Track(bend=-0.0005, start=60.0),
        look=AsphaltLook(tone=0.12, wear=0.5, cracks=0.2, lane_width=LANE),
    )
    build_motorway(
        plan,
        rng,
        ((1.9, 36.0), (5.7, 75.0), (1.9, 95.0), (-7.3, 48.0), (-10.5, 70.0), (-7.3, 110.0)),
    )
    gantry(plan.track, -2.9, EDGE + 1.5, 85.0)
    put(tyre(), plan.track.at(9.0, 5.3), 0)
    put(tyre(), plan.track.at(12.2, 6.7, 0.475), -35, (90, 0))
    for index, (x, y, turn) in enumerate(
        ((4.2, 8.2, 30), (6.4, 9.6, 110), (3.6, 11.8, -20), (6.9, 8.0, 75))
    ):
        put(tread_shred(0.6 + 0.15 * index, index), plan.track.at(y, x), turn)
    sky = Sky(
        overcast=True,
        sun=0.8,
        sun_size=25.0,
        elevation=50,
        azimuth=200,
        sky=0.62,
        clouds=0.8,
        haze=(0.5, 0.53, 0.57),
        haze_distance=900,
        exposure=0.85,
    )
    return Setting(sky, Dashcam(lateral=5.6, height=1.35, pitch=-2.4), plan.track)


def barrel_motorway(rng: Random) -> Setting:
    """A clear day; drums have rolled off a lorry before a bridge."""
    plan = MotorwayPlan(track=Track(bend=0.0004, start=40.0), tree_count=100, bank=0.16)
    build_motorway(
        plan,
        rng,
        ((1.9, 58.0), (5.7, 70.0), (-7.3, 33.0), (-10.5, 60.0), (-7.3, 95.0), (1.9, 120.0)),
    )
    overpass(plan.track, 105.0, -19.0, EDGE + 5.0)
    delineators(plan.track, EDGE + 0.3, (10.0, 200.0), 50.0)
    for colour, x, y, turn, lying in (
        ((0.012, 0.055, 0.2), 5.0, 9.6, 25, True),
        ((0.012, 0.055, 0.2), 6.5, 11.6, 70, True),
        ((0.26, 0.04, 0.015), 4.1, 12.6, 0, False),
        ((0.012, 0.055, 0.2), 2.6, 14.5, -50, True),
    ):
        put(barrel(colour, lying), plan.track.at(y, x), turn)
    return Setting(
        Sky(elevation=42, azimuth=130, clouds=0.85, exposure=-0.4),
        Dashcam(lateral=5.6, height=1.38, pitch=-2.2),
        plan.track,
    )
