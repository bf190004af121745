/** Tables as text that spreadsheets open, RFC 4180. */

export type CsvCell = string | number | boolean | null;

/**
 * Signs with which spreadsheets begin a formula, the full-width ones of East Asian keyboards among
 * them, and the white space that they skip before one. A semicolon or a tab within a text counts as
 * a beginning too: where the decimal comma is used, spreadsheets split cells there.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /(^|[;\t\r\n])(?=["'\s\p{Cf}]*[=+\-@＝＋－＠])|^(?=[\t\r\n])/gu;

/**
 * Rows as CSV. A text that a spreadsheet would run as a formula gets an apostrophe before it, which
 * spreadsheets take for "this is text"; numbers stay as they are. Null is an empty cell.
 */
export function formatCsv(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(value: CsvCell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const safe = value.replace(FORMULA, "$1'");
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
