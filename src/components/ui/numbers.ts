/** How numbers are written everywhere on the page. */

/** A raw score: four significant digits are enough to tell two thresholds apart. */
export function formatScore(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e5)) return minus(value.toExponential(2));
  return minus(value.toFixed(size >= 100 ? 1 : size >= 10 ? 2 : 3));
}

/** As `formatScore`, with a plus before what is above zero. */
export function formatSigned(value: number): string {
  return value > 0 ? `+${formatScore(value)}` : formatScore(value);
}

/** A share 0..1 in per cent. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  return `${percent.toFixed(percent < 9.95 ? 1 : 0)} %`;
}

/**
 * A measured fraction 0..1 in per cent with two decimals, as papers print it; a dash where it is
 * undefined.
 */
export function formatRate(rate: number | null | undefined): string {
  return rate === null || rate === undefined ? '–' : (rate * 100).toFixed(2);
}

export function formatCount(count: number): string {
  return count.toLocaleString('en-GB').replaceAll(',', '\u202f');
}

export function formatBytes(bytes: number): string {
  return bytes >= 1e5 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e3).toFixed(1)} kB`;
}

export function formatMilliseconds(milliseconds: number): string {
  return milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds).toString();
}

/** What is left to wait, in one unit. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return seconds < 90 * 60 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

function minus(text: string): string {
  return text.replace('-', '\u2212');
}
