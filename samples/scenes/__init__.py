"""The table of sample scenes, the most striking first."""

from samples.scenes.city import box_street, empty_street, sofa_street, suitcase_street
from samples.scenes.country import boulder_road, cow_road, empty_road, pallet_avenue
from samples.scenes.motorway import barrel_motorway, tyre_motorway
from samples.scenes.spec import Scene

SCENES: tuple[Scene, ...] = (
    Scene(
        "country-cow",
        "Cows on a country road",
        "Clear day with clouds; two cows have left their pasture.",
        ("cows",),
        cow_road,
        seed=6,
    ),
    Scene(
        "city-sofa",
        "Sofa in a city street",
        "Clear day, parked cars and trees; a sofa stands in the driving lane.",
        ("sofa",),
        sofa_street,
        seed=3,
    ),
    Scene(
        "wet-suitcase",
        "Suitcases on a wet road",
        "After the rain, mirror-like puddles; two suitcases and clothes on the road.",
        ("suitcases", "clothes"),
        suitcase_street,
        seed=21,
    ),
    Scene(
        "motorway-tyre",
        "Lost tyre on a motorway",
        "Overcast; two lorry tyres and shreds of tread on the right lane.",
        ("lost tyres", "tread shreds"),
        tyre_motorway,
        seed=8,
    ),
    Scene(
        "lowsun-pallet",
        "Pallets in low sun",
        "Low sun through the trees of an avenue; pallets in the driving lane.",
        ("pallets",),
        pallet_avenue,
        seed=15,
    ),
    Scene(
        "city-boxes",
        "Cartons on an overcast street",
        "Dull light, worn asphalt; cardboard boxes before a zebra crossing.",
        ("cardboard boxes",),
        box_street,
        seed=12,
    ),
    Scene(
        "country-boulders",
        "Rockfall on a country road",
        "Clear day; rocks of 20 cm to 1.5 m below a wooded slope.",
        ("boulders",),
        boulder_road,
        seed=5,
    ),
    Scene(
        "motorway-barrel",
        "Drums on a motorway",
        "Clear day; steel drums have rolled off a lorry.",
        ("barrels",),
        barrel_motorway,
        seed=9,
    ),
    Scene(
        "city-clear",
        "City street, nothing unknown",
        "Traffic, a zebra crossing and signs; every object has a class.",
        (),
        empty_street,
        seed=31,
    ),
    Scene(
        "country-clear",
        "Country road, nothing unknown",
        "Overcast; two cars, a farm and woods; every object has a class.",
        (),
        empty_road,
        seed=32,
    ),
)
