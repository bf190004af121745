"""Mean and standard deviation over the draws, beside the published tables (methods.md 4.12), as
JSON and Markdown.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from training.open_world.measures import Quality

#: What the base reaches on its own classes, beside the tasks.
BASE = "first 16"
COLUMNS = ("mIoU", "novel", "old", "harmonic")
METHODS = ("PLM_latest", "PLM_all", "NPM shots", "NPM paper", "NPM code")
TITLES = {
    "NPM shots": "NPM, λ from the shots",
    "NPM paper": "NPM, λ = 0.15 (paper)",
    "NPM code": "NPM, λ = 1.5 (code)",
}

#: What the paper prints: mIoU, novel, old, harmonic. NPM there: λ = 0.15.
PUBLISHED: dict[tuple[str, str, int], tuple[float, float, float, float]] = {
    ("16+1", "PLM_latest", 5): (31.2, 75.7, 28.4, 41.3),
    ("16+1", "PLM_latest", 1): (22.0, 64.5, 19.3, 29.7),
    ("16+1", "PLM_all", 5): (64.4, 75.7, 63.7, 69.2),
    ("16+1", "PLM_all", 1): (60.4, 64.5, 60.1, 62.2),
    ("16+1", "NPM paper", 5): (67.4, 64.6, 67.6, 66.1),
    ("16+1", "NPM paper", 1): (66.5, 60.1, 66.9, 63.3),
    ("16+3", "PLM_latest", 5): (33.2, 25.7, 34.6, 29.5),
    ("16+3", "PLM_latest", 1): (19.3, 17.1, 19.7, 18.3),
    ("16+3", "PLM_all", 5): (54.0, 28.2, 58.8, 38.1),
    ("16+3", "PLM_all", 1): (38.7, 13.5, 43.4, 20.6),
    ("16+3", "NPM paper", 5): (58.2, 26.1, 64.2, 37.1),
    ("16+3", "NPM paper", 1): (56.6, 25.9, 62.3, 36.5),
}
PUBLISHED_BOUNDS = {BASE: 72.0, "16+1": 74.9, "16+3": 74.8}
BEGIN, END = "<!-- few-shot protocol: begin -->", "<!-- few-shot protocol: end -->"


def spread(values: list[float]) -> dict[str, float]:
    """Mean and standard deviation (of a sample) over the draws, in per cent, rounded."""
    return {
        "mean": round(float(np.mean(values)), 2),
        "deviation": round(float(np.std(values, ddof=1)), 2),
    }


def summary(draws: list[Quality]) -> dict[str, object]:
    """The four numbers and the IoU of each novel class, over the draws."""
    numbers: dict[str, object] = {
        name: spread([quality.numbers[i] for quality in draws]) for i, name in enumerate(COLUMNS)
    }
    base = draws[0].base
    numbers["novelClasses"] = [
        spread([float(quality.iou[c]) for quality in draws]) for c in range(base, len(draws[0].iou))
    ]
    return numbers


def _cell(value: dict[str, float]) -> str:
    return f"{value['mean']:.1f} ± {value['deviation']:.1f}"


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def task_table(results: dict[str, Any], task: str, shots: int) -> list[str]:
    """One of the published tables, with our numbers and theirs."""
    lines = [_row(["method", *COLUMNS, "published"]), _row(["---"] * (len(COLUMNS) + 2))]
    for method in METHODS:
        numbers = results[f"{task} {method} {shots}"]
        published = PUBLISHED.get((task, method, shots))
        lines.append(
            _row(
                [
                    TITLES.get(method, method),
                    *(_cell(numbers[name]) for name in COLUMNS),
                    " / ".join(f"{value:.1f}" for value in published) if published else "",
                ]
            )
        )
    return lines


def novel_table(results: dict[str, Any], names: list[str], task: str) -> list[str]:
    """IoU of each novel class."""
    lines = [_row(["method", "shots", *names]), _row(["---"] * (len(names) + 2))]
    for shots in (5, 1):
        for method in METHODS:
            numbers = results[f"{task} {method} {shots}"]
            lines.append(
                _row(
                    [
                        TITLES.get(method, method),
                        str(shots),
                        *(_cell(value) for value in numbers["novelClasses"]),
                    ]
                )
            )
    return lines


def section(about: dict[str, Any]) -> str:
    """The Markdown between the marks, from the content of the JSON file."""
    results, bounds, novel = about["results"], about["bounds"], about["novel"]
    lines = [
        BEGIN,
        "## Few-shot protocol",
        "",
        f"{about['pictures']} pictures of the {about['split']} cities, base of "
        f"{about['step']} steps ({str(about['modelSha256'])[:12]}), "
        f"{about['draws']} draws of shots: mean ± standard deviation, in per cent. Columns as "
        "in the paper's table; its numbers are "
        "of DeepLabV3+ with ResNet-101 on the Cityscapes validation set at full resolution, "
        "ours of a network of 2.4 million parameters at "
        "768x384, so compare the differences between rows.",
        "",
        "Left out of the means, because no pixel is labelled so: "
        f"{', '.join(about['absent']) or 'none'}. Pixels in this table are counted on "
        f"the whole labels, {about['pixels']:,} of all classes.",
        "",
        _row(
            [
                "novel class",
                "training pictures to draw shots from",
                "measured pictures that show it",
                "its pixels there",
            ]
        ),
        _row(["---"] * 4),
        *(
            _row(
                [
                    novel_class["name"],
                    *(f"{novel_class[key]:,}" for key in ("candidates", "pictures", "pixels")),
                ]
            )
            for novel_class in novel
        ),
        "",
        _row(["bound", "mIoU", "published"]),
        _row(["---"] * 3),
        _row(["first 16, the base itself", f"{bounds[BASE]:.1f}", f"{PUBLISHED_BOUNDS[BASE]}"]),
        _row(
            [
                "all 17, DMLNet of the page (trained with all classes)",
                f"{bounds['16+1']:.1f}",
                f"{PUBLISHED_BOUNDS['16+1']}",
            ]
        ),
        _row(["all 19, the same", f"{bounds['16+3']:.1f}", f"{PUBLISHED_BOUNDS['16+3']}"]),
    ]
    for task, title in (("16+1", "16+1: car"), ("16+3", "16+3: car, truck and bus in sequence")):
        for shots in (5, 1):
            lines += [
                "",
                f"### {title}, {shots} shot{'s' if shots > 1 else ''}",
                "",
                *task_table(results, task, shots),
            ]
    lines += [
        "",
        "### IoU of the novel classes, 16+3",
        "",
        *novel_table(results, [novel_class["name"] for novel_class in novel], "16+3"),
        END,
    ]
    return "\n".join(lines)


def write_section(path: Path, text: str) -> None:
    """Replaces what stands between the marks of a file, or appends it; a new file gets a title."""
    content = path.read_text() if path.exists() else "# Open world\n"
    if BEGIN in content and END in content:
        content = content[: content.index(BEGIN)] + text + content[content.index(END) + len(END) :]
    else:
        content = content.rstrip() + "\n\n" + text + "\n"
    path.write_text(content)
