"""Town houses in rows along a street, and single houses."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import bpy

from samples.parts.facades import FacadeStyle, facade
from samples.parts.mesh import MeshBuilder, place
from samples.parts.town_materials import TownMaterials
from samples.parts.track import Track


def town_house(
    town: TownMaterials, style: FacadeStyle, rng: Random, depth: float = 11.0
) -> bpy.types.Object:
    """A house with one facade, fire walls, a pitched roof, dormers, gutters and chimneys."""
    m = town.pick()
    b = MeshBuilder()
    facade(b, style, m, rng)
    w, h = style.bays * style.bay, style.ground + style.storeys * style.storey
    for x in (0.0, w):
        b.face(
            [(x, 0, 0), (x, depth, 0), (x, depth, h), (x, depth / 2, h + 4.2), (x, 0, h)], m.wall
        )
    roof = rng.choice(town.roofs)
    b.face(
        [
            (0, -0.4, h + 0.22),
            (w, -0.4, h + 0.22),
            (w, depth / 2, h + 4.4),
            (0, depth / 2, h + 4.4),
        ],
        roof,
    )
    b.face(
        [
            (w, depth, h + 0.22),
            (0, depth, h + 0.22),
            (0, depth / 2, h + 4.4),
            (w, depth / 2, h + 4.4),
        ],
        roof,
    )
    b.tube([(0, -0.45, h + 0.2), (w, -0.45, h + 0.2)], 0.08, town.zinc)
    b.tube([(0.12, -0.12, 0), (0.12, -0.12, h), (0.12, -0.4, h + 0.2)], 0.05, town.zinc, 6)
    for i in range(style.bays):
        if rng.random() < 0.6:
            x = (i + 0.5) * style.bay
            b.box((x - 0.8, 0.7, h + 0.5), (x + 0.8, 4.0, h + 2.5), roof)
            b.box((x - 0.6, 0.66, h + 1.0), (x + 0.6, 0.75, h + 2.3), m.frame)
            b.face(
                [
                    (x - 0.5, 0.65, h + 1.1),
                    (x + 0.5, 0.65, h + 1.1),
                    (x + 0.5, 0.65, h + 2.2),
                    (x - 0.5, 0.65, h + 2.2),
                ],
                m.panes[0],
            )
    for _ in range(2):
        x = rng.uniform(0.1, 0.9) * w
        b.box((x - 0.35, depth / 2 - 0.4, h + 3.2), (x + 0.35, depth / 2 + 0.4, h + 5.4), m.base)
    return b.build("town house")


def random_style(rng: Random, shops: float = 0.5) -> FacadeStyle:
    """A town house of three to five storeys; `shops` is the chance of a shop front."""
    bay = rng.uniform(2.6, 3.4)
    return FacadeStyle(
        bays=rng.randint(4, 6),
        bay=bay,
        storeys=rng.randint(2, 4),
        storey=rng.uniform(2.9, 3.5),
        ground=rng.uniform(3.5, 4.2),
        window=(rng.uniform(1.0, 1.35), rng.uniform(1.45, 1.9)),
        surround=rng.random() < 0.6,
        balconies=rng.random() < 0.4,
        shop=rng.random() < shops,
        courses=rng.random() < 0.4,
    )


def street_front(
    town: TownMaterials,
    track: Track,
    lateral: float,
    span: tuple[float, float],
    rng: Random,
    shops: float = 0.5,
    gap: float = 0.04,
) -> None:
    """A row of houses whose facades stand at `lateral` and face the road; `gap` is the chance of a
    gap between two.
    """
    side = 1 if lateral > 0 else -1
    distance = span[0]
    while distance < span[1]:
        style = random_style(rng, shops)
        width = style.bays * style.bay
        house = town_house(town, style, rng)
        turn = track.heading(distance + width / 2)
        if side > 0:
            place(house, track.at(distance + width, lateral, 0.1), turn - 90)
        else:
            place(house, track.at(distance, lateral, 0.1), turn + 90)
        distance += width + (rng.uniform(4, 9) if rng.random() < gap else 0.0)


def farm_house(town: TownMaterials, location: Sequence[float], turn: float, rng: Random) -> None:
    """A detached house of one or two storeys whose front looks along -y before the turn
    (degrees).
    """
    style = FacadeStyle(
        bays=rng.randint(4, 5),
        bay=rng.uniform(2.8, 3.3),
        storeys=1,
        storey=2.8,
        ground=2.9,
        window=(1.05, 1.3),
        surround=rng.random() < 0.5,
        balconies=False,
        shop=False,
        courses=False,
    )
    place(town_house(town, style, rng, 9.0), location, turn)
