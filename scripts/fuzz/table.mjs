/** @param {import('./try-reader.mjs').Result[]} results @returns {string} in Markdown. */
export function tableOf(results) {
  const head = ['reader', 'inputs', 'past the first look', 'faults', 'slowest'];
  const rows = results.map(({ reader, tried, passed, faults, slowest }) => [
    reader,
    String(tried),
    `${Math.round((100 * passed) / Math.max(1, tried))} %`,
    String(faults),
    `${Math.ceil(slowest)} ms`,
  ]);
  const widths = head.map((name, i) =>
    Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0), name.length),
  );
  const line = (/** @type {string[]} */ row) =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
