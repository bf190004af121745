"""Writes the table of docs/words.md from what the measurements wrote.

python3 -m training.words.document
"""
# ruff: noqa: E501

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CARDS, DOCUMENT = Path("public/models/cards"), Path("docs/words.md")
FIRST = "| test "


def decimals(x: float) -> str:
    """Four of a number below 1, cut and not rounded: what is said to be above it is."""
    return f".{int(x * 1e4 + 1e-6):04d}"


def table(n: dict[str, Any], s: dict[str, Any], e: dict[str, Any]) -> list[str]:
    """Rows from the cards of names, of streets and of the sentence encoder."""
    t0, c = n["T0"]["imagenet"], n["T0"]["caltech"]
    t1, t2, d, t4, t5 = n["T1"], n["T2"], n["dictionary"], s["T4"], s["T5"]

    def f(x: list[float]) -> str:
        return f"{x[0]:.1f} ({x[1]:.1f} to {x[2]:.1f})"

    def g(k: str) -> str:
        low, high = t5[k]["interval"]
        return f"{t5[k]['gain']:+.1f} ({low:+.1f} to {high:+.1f})"

    return [
        """| test | target | measured |""",
        """| --- | --- | --- |""",
        f"""| T0: {t0["pictures"]} held-out ImageNet names, one picture each, top 5 (top 1) | at most 2 below the closed form | **missed**: closed form {f(t0["closed form"]["top 5"])}, trained {f(t0["trained"]["top 5"])}; top 1 {t0["closed form"]["top 1"][0]:.1f} and {t0["trained"]["top 1"][0]:.1f}; shuffled texts {t0["control, texts shuffled"]["top 5"][0]:.1f} |""",
        f"""| T0: {c["names"]} names of Caltech-101 outside ImageNet, {c["pictures"]} pictures, top 5 | - | closed form {f(c["closed form"]["top 5"])}, trained {f(c["trained"]["top 5"])}, shuffled {c["control, texts shuffled"]["top 5"][0]:.1f} |""",
        f"""| T1: AUROC of 16 COCO names never shown, {t1["pictures"]} pictures | .80, control .5 | **missed**: {t1["mean"]:.3f}, control {t1["control"]:.3f}; of plain cosines {t1["mean of cosines alone"]:.3f} |""",
        f"""| T2: name of {t2["regions"]} polygons among 80, top 1 / top 5 / family | 20 / 45 / 60 | {f(t2["top 1"])} / {f(t2["top 5"])} / {f(t2["family"])}; names never shown, top 5: {f(t2["top 5 of names never shown"])} |""",
        f"""| T2: right name, synonym or neighbour at distance 2 among three out of the whole dictionary | reported | {f(d["right among three"])}; {d["objects that no name fits"]:.1f} of these objects and {d["classes of streets that no name fits"]:.1f} of the classes of streets have "no name fits" |""",
        f"""| T3: the right name raises its object more than a wrong one | 80 | {f(n["T3"])} |""",
        f"""| T4: ordinary pixels that a calibrated nonsense word takes, mean / largest of {len(t4["words"])} | 0.5 | {t4["mean"]:.3f} / {t4["largest"]:.3f} |""",
        f"""| T5: AP on {t5["pictures"]} held-out composites without prompts, gain by the right ones, by random ones | reported | {t5["none"]["ap"]:.1f}; {g("right")}; {g("random")}; calibrated {g("right, calibrated")}; {g("random, calibrated")} |""",
        f"""| T6: mean u on borders of classes, 19 classes and 7 | falls | {s["T6"]["19 classes"]:.3f} to {s["T6"]["7 categories"]:.3f} |""",
        """| T7: vector of a word against Python | > .999 | > .9999 for 20 words |""",
        f"""| words outside the dictionary, cosine with the encoder's own weights | > .99 | sentence encoder: > {decimals(e["leastCosine"])} for {e["words"]} words, mean {decimals(e["meanCosine"])}; in the page > .995 for 12 phrases |""",
        f"""| rank correlation of their similarities with the encoder's | reported | sentence encoder {decimals(e["rankCorrelation"])}, from pieces {e["rankCorrelationOfPieces"]:.3f} |""".replace(
            "pieces 0.", "pieces ."
        ),
        f"""| closed set from text alone, mIoU15 on the test cities | 55 | {s["closedSet"]["mIoU15"]:.1f} (mIoU19 {s["closedSet"]["mIoU19"]:.1f}) |""",
    ]


def main() -> None:
    cards = ("vision-language.names", "vision-language.street", "sentence-encoder.quality")
    names, street, encoder = (json.loads((CARDS / f"{card}.json").read_text()) for card in cards)
    lines = DOCUMENT.read_text().split("\n")
    start = lines.index("## Measured")
    first = next(i for i in range(start, len(lines)) if lines[i].startswith(FIRST))
    last = next(i for i in range(first, len(lines)) if not lines[i].startswith("|"))
    DOCUMENT.write_text("\n".join([*lines[:first], *table(names, street, encoder), *lines[last:]]))


if __name__ == "__main__":
    main()
