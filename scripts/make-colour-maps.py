"""Writes src/core/colours/colour-map-tables.ts from matplotlib's published tables.

/usr/bin/python3 scripts/make-colour-maps.py      (needs python3-matplotlib)
"""

from pathlib import Path

from matplotlib import colormaps

TARGET = Path(__file__).parent.parent / "src/core/colours/colour-map-tables.ts"
HEADER = """/**
 * 256 RGB triples per colour map as hexadecimal digits, written by scripts/make-colour-maps.py.
 * viridis, magma: CC0; cividis: matplotlib licence, both as published with matplotlib. turbo:
 * Apache-2.0, Anton Mikhailov (Google).
 */
"""


def main() -> None:
    lines = []
    for name in ("viridis", "magma", "cividis", "turbo"):
        table = colormaps[name](range(256), bytes=True)[:, :3]
        lines.append(f"export const {name.upper()} =\n  '{table.tobytes().hex()}';\n")
    TARGET.write_text(HEADER + "".join(lines))


if __name__ == "__main__":
    main()
