/** How numbers are written everywhere on the page. */
import { formatScore } from '#src/core/numbers';

export { formatCount, formatScore, formatShare, formatTime } from '#src/core/numbers';

/** As `formatScore`, with a plus before what is above zero. */
export function formatSigned(value: number): string {
  return value > 0 ? `+${formatScore(value)}` : formatScore(value);
}

/**
 * A measured fraction 0..1 in per cent with two decimals, as papers print it; a dash where it is
 * undefined.
 */
export function formatRate(rate: number | null | undefined): string {
  return rate === null || rate === undefined ? '–' : (rate * 100).toFixed(2);
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
