/** How numbers are written everywhere, in the page and in reports. */

/** A raw score: four significant digits are enough to tell two thresholds apart. */
export function formatScore(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e5)) return minus(value.toExponential(2));
  return minus(value.toFixed(size >= 100 ? 1 : size >= 10 ? 2 : 3));
}

/** A share 0..1 in per cent. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  return `${percent.toFixed(percent < 9.95 ? 1 : 0)} %`;
}

export function formatCount(count: number): string {
  return count.toLocaleString('en-GB').replaceAll(',', '\u202f');
}

/** A place in a drive: "1:02.480", from an hour on "1:00:02.480"; `decimals` of the seconds. */
export function formatTime(seconds: number, decimals = 3): string {
  const rounded = Math.round(Math.max(0, seconds) * 10 ** decimals) / 10 ** decimals;
  const minutes = Math.floor(rounded / 60);
  const rest = (rounded - 60 * minutes)
    .toFixed(decimals)
    .padStart(decimals > 0 ? decimals + 3 : 2, '0');
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
}

function minus(text: string): string {
  return text.replace('-', '\u2212');
}
