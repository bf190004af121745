"""Measures and materials of passenger cars."""

from __future__ import annotations

from dataclasses import dataclass

import bpy

from samples.parts.shading import Colour, new_material, plain, rgba


@dataclass(frozen=True)
class CarShape:
    """Measures in metres; y is forward from the middle of the car, `belt` the height of the window
    line.
    """

    length: float = 4.25
    width: float = 1.79
    belt: float = 0.94
    roof: float = 1.46
    bonnet: float = 0.86
    boot: float = 0.92
    windscreen: tuple[float, float] = (1.05, 0.3)
    rear_window: tuple[float, float] = (-1.85, -1.45)
    wheelbase: float = 2.6
    wheel: float = 0.315
    panel_van: bool = False


HATCHBACK = CarShape()


SALOON = CarShape(
    length=4.6,
    roof=1.43,
    boot=0.98,
    rear_window=(-1.6, -0.75),
    windscreen=(1.0, 0.25),
    wheelbase=2.72,
)


ESTATE = CarShape(
    length=4.65, roof=1.48, rear_window=(-2.1, -1.85), windscreen=(1.1, 0.35), wheelbase=2.72
)


SUV = CarShape(
    length=4.45,
    width=1.86,
    belt=1.12,
    roof=1.68,
    bonnet=1.04,
    boot=1.1,
    rear_window=(-1.98, -1.7),
    wheelbase=2.64,
    wheel=0.36,
)


VAN = CarShape(
    length=5.0,
    width=1.95,
    belt=1.2,
    roof=1.97,
    bonnet=1.08,
    boot=1.2,
    windscreen=(1.75, 1.0),
    rear_window=(-2.42, -2.36),
    wheelbase=3.0,
    wheel=0.34,
    panel_van=True,
)


SHAPES = (HATCHBACK, SALOON, ESTATE, SUV, HATCHBACK, VAN)


PAINTS: tuple[Colour, ...] = (
    (0.42, 0.43, 0.44),
    (0.012, 0.012, 0.014),
    (0.16, 0.165, 0.17),
    (0.6, 0.6, 0.58),
    (0.012, 0.022, 0.055),
    (0.22, 0.012, 0.015),
    (0.07, 0.075, 0.08),
    (0.3, 0.3, 0.28),
    (0.02, 0.02, 0.022),
    (0.03, 0.06, 0.055),
    (0.65, 0.65, 0.63),
    (0.11, 0.11, 0.12),
)


def _car_glass() -> bpy.types.Material:
    """Tinted glass over a dark interior with lighter seats; reflects the sky at grazing angles."""
    material, g = new_material("car glass", (0.02, 0.02, 0.02))
    position = g.add("TexCoord").outputs["Object"]
    seats = g.step(g.noise(g.scaled(position, 1.0, 1.0, 1.6), 2.6, 1.0), 0.42, 0.62)
    inside = g.add(
        "BsdfDiffuse", {"Color": g.mix(seats, (0.008, 0.009, 0.009), (0.05, 0.05, 0.05))}
    )
    g.surface(
        g.add(
            "MixShader",
            {
                0: g.add("Fresnel", {"IOR": 1.5}),
                1: inside,
                2: g.add("BsdfGlossy", {"Roughness": 0.02}),
            },
        )
    )
    return material


def car_paint() -> bpy.types.Material:
    """Clear-coated paint whose colour is drawn per car."""
    material, g = new_material("car paint", (0.15, 0.15, 0.15))
    ramp = g.add("ValToRGB", {"Fac": g.add("ObjectInfo").outputs["Random"]})
    ramp.color_ramp.interpolation = "CONSTANT"
    for index, colour in enumerate(PAINTS):
        stop = (
            ramp.color_ramp.elements[0]
            if index == 0
            else ramp.color_ramp.elements.new(index / len(PAINTS))
        )
        stop.color = rgba(colour)
    ramp.color_ramp.elements.remove(ramp.color_ramp.elements[-1])
    g.surface(
        g.add(
            "BsdfPrincipled",
            {"Base Color": ramp, "Roughness": 0.28, "Metallic": 0.3, "Clearcoat": 1.0},
        )
    )
    return material


class CarMaterials:
    """Materials every car shares."""

    def __init__(self) -> None:
        self.glass = _car_glass()
        self.rubber = plain("rubber", (0.018, 0.018, 0.019), 0.8, dirt=0.3, dirt_scale=6.0)
        self.plastic = plain("black plastic", (0.02, 0.02, 0.021), 0.55)
        self.rim = plain("rim", (0.38, 0.39, 0.4), 0.3, 0.9, dirt=0.3)
        self.chrome = plain("chrome", (0.6, 0.6, 0.6), 0.12, 1.0)
        self.tail = plain("tail light", (0.2, 0.006, 0.006), 0.12, clearcoat=1.0)
        self.lamp = plain("headlight", (0.25, 0.26, 0.27), 0.06, 0.6, clearcoat=1.0)
        self.plate = plain("number plate", (0.7, 0.7, 0.68), 0.4)
