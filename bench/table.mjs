// @ts-nocheck
/** Aligned text tables. */
export const milliseconds = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0));

export function printTable(title, columns, rows) {
  const lines = [columns, ...rows.map((row) => row.map(String))];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index].length)));
  console.log(`\n${title}`);
  for (const [index, line] of lines.entries()) {
    console.log(
      line
        .map((cell, column) =>
          column === 1 ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    );
    if (index === 0) console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  }
}

export function printRows(title, rows) {
  printTable(
    title,
    ['stage', 'ms', ''],
    rows.map(({ name, milliseconds: value, note }) => [name, milliseconds(value), note ?? '']),
  );
}

export function printTargets(title, rows) {
  printTable(
    title,
    ['stage', 'ms', 'target, ms'],
    rows.map(({ name, milliseconds: value, target }) => [name, milliseconds(value), target ?? '']),
  );
}

/** The ratio is how many times as long the other way takes. */
export function printComparisons(title, comparisons) {
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
