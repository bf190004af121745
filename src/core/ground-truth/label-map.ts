/** Reads the `labelmap.txt` that CVAT and VOC-like exports put beside coloured masks. */

const LINE = /^([^:#][^:]*):(\d{1,3}),(\d{1,3}),(\d{1,3})(:|$)/;

/** @returns the class name by colour 0xRRGGBB; lines of another form say nothing. */
export function parseLabelMap(text: string): Record<number, string> {
  const names: Record<number, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const [, name, red, green, blue] = LINE.exec(line.trim()) ?? [];
    if (name === undefined) continue;
    names[(Number(red) << 16) | (Number(green) << 8) | Number(blue)] = name.trim();
  }
  return names;
}

/** Whether a path names such a file. */
export function isLabelMap(path: string): boolean {
  return /(^|[/\\])labelmap\.txt$/i.test(path);
}
