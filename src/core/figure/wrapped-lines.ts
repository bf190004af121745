/** Sentences below a figure, in lines; lengths in millimetres. */

/** From one line to the next. */
export const FIGURE_NOTE_ROW = 3.2;
/** A letter of Helvetica at 2.4 mm, wider than its mean: no line is cut. */
const LETTER = 1.3;

/** @returns lines that fit the width, cut between words; a longer word is cut where the line ends. */
export function wrapped(text: string, width: number): string[] {
  const most = Math.max(1, Math.floor(width / LETTER));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    let rest = word;
    if (line && line.length + 1 + rest.length <= most) {
      line += ` ${rest}`;
      continue;
    }
    if (line) lines.push(line);
    for (; rest.length > most; rest = rest.slice(most)) lines.push(rest.slice(0, most));
    line = rest;
  }
  return line ? [...lines, line] : lines;
}
