"""Score files in HDF5 for the specs, as h5py writes them; to src/workers/files/testing.

    python3 scripts/make-hdf5-fixtures.py

`value` is what the toolkit of SegmentMeIfYouCan reads: float16 under that name, here compressed.
`several` has two maps and what no map can be. `huge` declares 4 GB and holds nothing, `chunk`
declares one map of six values in a chunk of 2 GB, `many` 101 maps. Needs h5py 3.
"""

from __future__ import annotations

from pathlib import Path

import h5py
import numpy as np

FOLDER = Path(__file__).parent.parent / "src/workers/files/testing"
# `[3, 4]`: 0, 1/8, ... 11/8, each of which float16 has.
SCORES = np.arange(12).reshape(3, 4) / 8


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with h5py.File(FOLDER / "value.hdf5", "w") as file:
        file.create_dataset("value", data=SCORES.astype(np.float16), compression=7)
        file.create_dataset("other", data=SCORES.astype(np.float32))
    with h5py.File(FOLDER / "several.h5", "w") as file:
        file.create_dataset("nets/big_endian", data=SCORES.astype(">f8"))
        file.create_dataset("mask", data=SCORES > 0.5)
        file.create_dataset("row", data=np.arange(3, dtype=np.uint8))
        file["text"] = "no score"
    with h5py.File(FOLDER / "huge.h5", "w") as file:
        file.create_dataset("value", shape=(1_000_000, 1000), dtype=np.float32)
    with h5py.File(FOLDER / "chunk.h5", "w") as file:
        sides = {"shape": (2, 3), "maxshape": (None, None), "chunks": (500_000, 1000)}
        file.create_dataset("value", dtype=np.float32, **sides)
    with h5py.File(FOLDER / "many.h5", "w", libver="latest") as file:
        for index in range(101):
            file.create_dataset(str(index), data=np.zeros((1, 1), dtype=np.uint8))


if __name__ == "__main__":
    main()
