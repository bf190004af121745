/**
 * Aligned text tables.
 *
 * @typedef {{ name: string, milliseconds: number, note?: string }} Row
 *
 * @typedef {import('./page/alternatives').Comparison} Comparison
 *
 * @typedef {object} Wait
 * @property {string} name
 * @property {number} milliseconds
 * @property {number} target what a person should at most wait, in milliseconds.
 *
 * @typedef {import('./page/score-to-mask').TimedRow} TimedRow
 */

/** @param {number} value */
export const milliseconds = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0));

/**
 * @param {string} title
 * @param {string[]} columns the second one holds numbers.
 * @param {(string | number)[][]} rows
 */
export function printTable(title, columns, rows) {
  const lines = [columns, ...rows.map((row) => row.map(String))];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const [index, line] of lines.entries()) {
    console.log(
      line
        .map((cell, column) =>
          column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    );
    if (index === 0) console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  }
}

/** @param {string} title @param {Row[]} rows */
export function printRows(title, rows) {
  printTable(
    title,
    ['stage', 'ms', ''],
    rows.map(({ name, milliseconds: value, note }) => [name, milliseconds(value), note ?? '']),
  );
}

/** @param {string} title @param {TimedRow[]} rows */
export function printTargets(title, rows) {
  printTable(
    title,
    ['stage', 'ms', 'target, ms'],
    rows.map(({ name, milliseconds: value, target }) => [
      name,
      milliseconds(value),
      target === null ? '' : milliseconds(target),
    ]),
  );
}

/**
 * The ratio is how many times as long the other way takes.
 * @param {string} title @param {Comparison[]} comparisons
 */
export function printComparisons(title, comparisons) {
  /** @param {Comparison} comparison */
  const cells = ({ ours, other }) => [
    other.name,
    milliseconds(other.milliseconds),
    milliseconds(ours.milliseconds),
    `${(other.milliseconds / ours.milliseconds).toFixed(1)} x`,
    ours.name,
  ];
  printTable(
    title,
    ['alternative', 'ms', 'ours, ms', 'ratio', 'our stage'],
    comparisons.map(cells),
  );
}
