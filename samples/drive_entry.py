"""What the sample drive is: its length, its unknown objects and its entry in the catalogue."""

from __future__ import annotations

FRAMES, RATE = 100, 10
WIDTH, HEIGHT = 640, 360
#: Names of the unknown objects; the first has object index 1 in the labels.
UNKNOWN = ("cardboard boxes", "sofa", "cow")
CARTONS, SOFA, COW = 1, 2, 3

VIDEO, LABELS = "street.mp4", "street-labels.zip"


def frame_file(index: int) -> str:
    """Name of a frame and of its labels, from 0."""
    return f"frame_{index:06d}.png"


def catalogue_entry() -> dict[str, object]:
    """What the catalogue says of the drive."""
    return {
        "id": "street-drive",
        "title": "Drive along a street",
        "video": f"samples/drive/{VIDEO}",
        "labels": f"samples/drive/{LABELS}",
        "width": WIDTH,
        "height": HEIGHT,
        "frames": FRAMES,
        "rate": RATE,
        "description": "Ten seconds on a clear day; cartons, a sofa in the lane, and a cow that "
        "walks onto the road.",
        "unknown": list(UNKNOWN),
    }
