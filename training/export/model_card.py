"""The model card, from the same data as the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: Classes below this share of the best possible overlap are named as weak (per cent).
WEAK_BELOW = 40.0


def _quality_lines(quality: Mapping[str, Any] | None) -> list[str]:
    if quality is None:
        return ["Not measured for this file."]
    return [
        (
            f"{quality['dataset']}, split `{quality['split']}` of this project (cities, see the "
            f"training data), {quality['images']} pictures at 768 x 384,"
        ),
        (
            "labels on their own grid. Pooled intersection over union, per cent; a dash: the "
            "class is absent."
        ),
        "",
        "| mean over | mIoU |",
        "|---|---:|",
        (
            "| 15 classes (without truck, bus, train and motorcycle, which are scarce) | "
            f"{quality['mIoU15']:.2f} |"
        ),
        f"| 19 classes | {quality['mIoU19']:.2f} |",
        f"| 7 categories | {quality['mIoU7']:.2f} |",
        "",
        f"Pixel accuracy {quality['accuracy']:.2f}.",
        "",
        "| class | IoU |",
        "|---|---:|",
        *(
            f"| {name} | {'-' if value is None else f'{value:.2f}'} |"
            for name, value in quality["perClass"].items()
        ),
    ]


def _outlier_lines(outliers: Mapping[str, Any] | None) -> list[str]:
    """Table of the held-out composites, one row per score and kind of object; empty when there was
    no measurement.
    """
    if outliers is None:
        return []
    rows = [
        f"| {score} | {kind} | {q['AP']:.1f} | {q['AUROC']:.1f} | {q['FPR95']:.1f} | "
        f"{q['prior']:.2f} |"
        for score, kinds in outliers["scores"].items()
        for kind, q in kinds.items()
        if kind in ("all", "named", "small", "medium", "large")
    ]
    return [
        "",
        "### Unknown objects: held-out composites",
        "",
        (
            "Validation cities with pasted objects; `named` are objects whose names never occur "
            "in training. This set chose the settings. Per cent."
        ),
        "",
        "| score | objects | AP | AUROC | FPR95 | prior |",
        "|---|---|---:|---:|---:|---:|",
        *rows,
    ]


def _failure_lines(entry: Mapping[str, Any]) -> list[str]:
    lines = [f"* {text}" for text in entry["knownFailures"]]
    quality = entry.get("quality")
    if quality:
        weak = [
            f"{name} ({value:.1f})"
            for name, value in quality["perClass"].items()
            if value is not None and value < WEAK_BELOW
        ]
        if weak:
            lines.append(
                f"* Weak known classes, IoU under {WEAK_BELOW:.0f} per cent: "
                f"{', '.join(weak)}. Expect them to score as anomalous."
            )
    return lines


def _port(port: Mapping[str, Any]) -> str:
    sides = "H, W" if port["stride"] == 1 else f"H/{port['stride']}, W/{port['stride']}"
    return f"`{port['name']}` [1, {port['channels']}, {sides}]"


def _quality_chapter(entry: Mapping[str, Any]) -> list[str]:
    """Nothing for a network without classes."""
    if "quality" not in entry:
        return []
    return [
        "## Measured quality",
        "",
        *_quality_lines(entry["quality"]),
        *_outlier_lines(entry.get("outlierQuality")),
        "",
    ]


def _training_line(entry: Mapping[str, Any]) -> str:
    command = f"`{entry['trainingCommand']}`"
    if entry["kind"] == "trunk":
        return f"* Not trained further; written by {command}"
    return f"* Trained for {entry['trainingSteps']:,} steps: {command}"


def _pictures_line(entry: Mapping[str, Any]) -> str:
    text = "No picture of these sets is part of the project."
    if any(source["name"] == "Cityscapes" for source in entry["trainingData"]):
        text += " Cityscapes pictures were stored at 640 x 640 and resized to 2:1."
    return text


def card_text(entry: Mapping[str, Any]) -> str:
    """Markdown for one manifest entry."""
    inputs = ", ".join(f"{_port(port)} from `{port['from']}`" for port in entry["inputs"])
    outputs = ", ".join(_port(port) for port in entry["outputs"].values())
    size = entry["gmacsAt"]
    lines = [
        f"# {entry['title']} (`{entry['id']}`)",
        "",
        (
            "<!-- Written by `python3 -m training.export.manifest`; change "
            "training/export/descriptions.py instead. -->"
        ),
        "",
        entry["summary"],
        "",
        f"* File: `{entry['file']}`, {entry['bytes']:,} bytes, SHA-256 `{entry['sha256']}`",
        (
            f"* {entry['parameters']:,} stored weights (float16, computed in float32), "
            f"{entry['gmacs']} GMAC at {size['width']} x {size['height']}"
        ),
        (
            f"* Picture: RGB / 255, minus {entry['input']['mean']}, divided by "
            f"{entry['input']['std']}; H and W multiples of {entry['input']['multipleOf']}, "
            f"long side {entry['input']['defaultLongSide']} by default"
        ),
        f"* Inputs: {inputs}",
        f"* Outputs: {outputs}",
        _training_line(entry),
        "",
        "## Terms",
        "",
        (
            f"{entry['licence']['summary']} See "
            f"[{entry['licence']['file']}](../{entry['licence']['file']})."
        ),
        "",
        "## Training data",
        "",
        *(
            f"* [{source['name']}]({source['url']}): {source['used']}. Terms: {source['terms']}."
            for source in entry["trainingData"]
        ),
        "",
        _pictures_line(entry),
        "",
        *_quality_chapter(entry),
        "## Known failures",
        "",
        *_failure_lines(entry),
    ]
    return "\n".join(lines) + "\n"
