"""One facade: a grid of bays and storeys with windows, sills, balconies and a ground floor of shops
or flats.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TypeAlias

import bpy

from samples.parts.mesh import MeshBuilder

Material: TypeAlias = bpy.types.Material


@dataclass(frozen=True)
class FacadeStyle:
    """Measures of a facade in metres; it faces -y and starts at x = 0."""

    bays: int
    bay: float
    storeys: int
    storey: float
    ground: float
    window: tuple[float, float]
    surround: bool
    balconies: bool
    shop: bool
    courses: bool


@dataclass(frozen=True)
class FacadeMaterials:
    """Materials of a facade; `panes` are chosen at random per window."""

    wall: Material
    base: Material
    trim: Material
    frame: Material
    panes: tuple[Material, ...]
    shop_pane: Material
    metal: Material
    door: Material
    sign: Material
    awning: Material


def _opening(
    b: MeshBuilder,
    cell: tuple[float, float, float, float],
    hole: tuple[float, float, float, float],
    wall: Material,
    depth: float,
) -> None:
    """Wall around a hole and the reveals of the hole; rectangles as x0, z0, x1, z1."""
    x0, z0, x1, z1 = cell
    a, c, d, e = hole
    b.face([(x0, 0, z0), (x1, 0, z0), (x1, 0, c), (x0, 0, c)], wall)
    b.face([(x0, 0, e), (x1, 0, e), (x1, 0, z1), (x0, 0, z1)], wall)
    b.face([(x0, 0, c), (a, 0, c), (a, 0, e), (x0, 0, e)], wall)
    b.face([(d, 0, c), (x1, 0, c), (x1, 0, e), (d, 0, e)], wall)
    b.face([(a, 0, c), (a, depth, c), (a, depth, e), (a, 0, e)], wall)
    b.face([(d, depth, c), (d, 0, c), (d, 0, e), (d, depth, e)], wall)
    b.face([(a, 0, c), (d, 0, c), (d, depth, c), (a, depth, c)], wall)
    b.face([(a, depth, e), (d, depth, e), (d, 0, e), (a, 0, e)], wall)


def _sash(
    b: MeshBuilder,
    hole: tuple[float, float, float, float],
    depth: float,
    frame: Material,
    pane: Material,
    rng: Random,
) -> None:
    """Pane and frame bars of a casement window, sometimes with the blind half down."""
    a, c, d, e = hole
    bar, y = 0.065, depth - 0.05
    b.face([(a, depth, c), (d, depth, c), (d, depth, e), (a, depth, e)], pane)
    for low, high in (
        ((a, c), (a + bar, e)),
        ((d - bar, c), (d, e)),
        ((a, c), (d, c + bar)),
        ((a, e - bar), (d, e)),
    ):
        b.box((low[0], y, low[1]), (high[0], depth + 0.01, high[1]), frame)
    middle = (a + d) / 2
    if d - a > 0.9:
        b.box((middle - bar / 2, y, c), (middle + bar / 2, depth + 0.01, e), frame)
    if e - c > 1.5:
        level = c + 0.72 * (e - c)
        b.box((a, y, level - bar / 2), (d, depth + 0.01, level + bar / 2), frame)
    if rng.random() < 0.18:
        b.box(
            (a + bar, depth - 0.03, e - rng.uniform(0.25, 0.7) * (e - c)),
            (d - bar, depth - 0.01, e),
            frame,
        )


def _balcony(b: MeshBuilder, x0: float, x1: float, z: float, materials: FacadeMaterials) -> None:
    """A slab with a railing of bars."""
    b.box((x0, -1.05, z - 0.16), (x1, 0, z), materials.trim)
    for low, high in (
        ((x0, -1.05), (x1, -1.0)),
        ((x0, -1.05), (x0 + 0.05, 0)),
        ((x1 - 0.05, -1.05), (x1, 0)),
    ):
        b.box((low[0], low[1], z + 0.95), (high[0], high[1], z + 1.0), materials.metal)
    count = int((x1 - x0) / 0.13)
    for i in range(count + 1):
        x = x0 + (x1 - x0 - 0.025) * i / count
        b.box((x, -1.04, z), (x + 0.022, -1.015, z + 0.96), materials.metal)


def _window_cell(
    b: MeshBuilder,
    style: FacadeStyle,
    m: FacadeMaterials,
    x0: float,
    z0: float,
    wall: Material,
    balcony: bool,
    rng: Random,
    height: float,
) -> None:
    w, h = style.window
    middle = x0 + style.bay / 2
    low = z0 + (0.05 if balcony else 0.85)
    high = min(z0 + 0.85 + h, z0 + height - 0.25)
    hole = (middle - w / 2, low, middle + w / 2, high)
    _opening(b, (x0, z0, x0 + style.bay, z0 + height), hole, wall, 0.2)
    _sash(b, hole, 0.2, m.frame, rng.choice(m.panes), rng)
    if balcony:
        _balcony(b, middle - 1.15, middle + 1.15, z0, m)
    else:
        b.box((hole[0] - 0.08, -0.09, low - 0.07), (hole[2] + 0.08, 0.05, low), m.trim)
    if style.surround:
        t = 0.13
        for p, q in (
            ((hole[0] - t, low), (hole[0], high)),
            ((hole[2], low), (hole[2] + t, high)),
            ((hole[0] - t - 0.03, high), (hole[2] + t + 0.03, high + 0.18)),
        ):
            b.box((p[0], -0.045, p[1]), (q[0], 0.02, q[1]), m.trim)


def _shop_cell(
    b: MeshBuilder, style: FacadeStyle, m: FacadeMaterials, x0: float, door: bool, awning: bool
) -> None:
    top = style.ground - 0.85
    hole = (x0 + 0.28, 0.02 if door else 0.45, x0 + style.bay - 0.28, top)
    _opening(b, (x0, 0.0, x0 + style.bay, style.ground), hole, m.base, 0.3)
    a, c, d, e = hole
    b.face([(a, 0.3, c), (d, 0.3, c), (d, 0.3, e), (a, 0.3, e)], m.shop_pane)
    for p, q in (
        ((a, c), (a + 0.06, e)),
        ((d - 0.06, c), (d, e)),
        ((a, c), (d, c + 0.08)),
        ((a, e - 0.08), (d, e)),
        ((a, 2.2), (d, 2.27)),
        (((a + d) / 2 - 0.03, c), ((a + d) / 2 + 0.03, e)),
    ):
        b.box((p[0], 0.24, p[1]), (q[0], 0.31, q[1]), m.metal)
    b.box((x0 + 0.1, -0.1, top + 0.12), (x0 + style.bay - 0.1, 0.02, top + 0.62), m.sign)
    if awning:
        b.face(
            [
                (a, -0.02, top + 0.1),
                (a, -1.25, top - 0.45),
                (d, -1.25, top - 0.45),
                (d, -0.02, top + 0.1),
            ],
            m.awning,
        )
        b.face(
            [
                (a, -1.25, top - 0.45),
                (a, -1.25, top - 0.65),
                (d, -1.25, top - 0.65),
                (d, -1.25, top - 0.45),
            ],
            m.awning,
        )


def _door_cell(b: MeshBuilder, style: FacadeStyle, m: FacadeMaterials, x0: float) -> None:
    middle = x0 + style.bay / 2
    hole = (middle - 0.65, 0.12, middle + 0.65, 2.65)
    _opening(b, (x0, 0.0, x0 + style.bay, style.ground), hole, m.base, 0.35)
    b.face(
        [
            (hole[0], 0.35, 0.12),
            (hole[2], 0.35, 0.12),
            (hole[2], 0.35, 2.15),
            (hole[0], 0.35, 2.15),
        ],
        m.door,
    )
    b.face(
        [
            (hole[0], 0.35, 2.15),
            (hole[2], 0.35, 2.15),
            (hole[2], 0.35, 2.65),
            (hole[0], 0.35, 2.65),
        ],
        m.panes[0],
    )
    for p, q in (
        ((-0.5, 0.35), (-0.08, 1.0)),
        ((0.08, 0.35), (0.5, 1.0)),
        ((-0.5, 1.15), (-0.08, 2.0)),
        ((0.08, 1.15), (0.5, 2.0)),
    ):
        b.box((middle + p[0], 0.32, p[1]), (middle + q[0], 0.36, q[1]), m.door)
    b.box((hole[0] - 0.2, -0.5, 0.0), (hole[2] + 0.2, 0.3, 0.12), m.trim)


def facade(b: MeshBuilder, style: FacadeStyle, m: FacadeMaterials, rng: Random) -> None:
    """Adds the whole facade to `b`."""
    door_bay = rng.randrange(style.bays)
    balcony_bays = (
        set(rng.sample(range(style.bays), max(1, style.bays // 3))) if style.balconies else set()
    )
    awnings = rng.random() < 0.5
    for i in range(style.bays):
        x0 = i * style.bay
        if style.shop and i != door_bay:
            _shop_cell(b, style, m, x0, rng.random() < 0.3, awnings)
        elif i == door_bay:
            _door_cell(b, style, m, x0)
        else:
            _window_cell(b, style, m, x0, 0.0, m.base, False, rng, style.ground)
        for j in range(style.storeys):
            _window_cell(
                b,
                style,
                m,
                x0,
                style.ground + j * style.storey,
                m.wall,
                i in balcony_bays,
                rng,
                style.storey,
            )
    width, top = style.bays * style.bay, style.ground + style.storeys * style.storey
    b.box((0, -0.1, style.ground - 0.12), (width, 0.02, style.ground + 0.1), m.trim)
    if style.courses:
        for j in range(1, style.storeys):
            z = style.ground + j * style.storey
            b.box((0, -0.05, z - 0.1), (width, 0.02, z + 0.06), m.trim)
    b.box((0, -0.22, top - 0.15), (width, 0.02, top + 0.05), m.trim)
    b.box((0, -0.38, top + 0.05), (width, 0.02, top + 0.25), m.trim)
