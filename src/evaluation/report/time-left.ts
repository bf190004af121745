/** How long a run still takes, by the images of this session. */
import type { EvaluationProgress } from '#src/evaluation/types';

interface Pace {
  phase: 'starting' | 'checking' | EvaluationProgress['phase'];
  done: number;
  total: number;
  /** Null before the first image. */
  millisecondsPerImage: number | null;
}

/**
 * Seconds; null while nothing is known. Components run the network once more on every image,
 * classes have none; intervals are a matter of seconds.
 */
export function secondsLeft(
  { phase, done, total, millisecondsPerImage }: Pace,
  closedSet: boolean,
): number | null {
  if (millisecondsPerImage === null || (phase !== 'pixels' && phase !== 'components')) return null;
  const later = phase === 'pixels' && !closedSet ? total : 0;
  return ((total - done + later) * millisecondsPerImage) / 1000;
}

/** Share of all work of the run that is done, 0..1; null while it is not known. */
export function shareDone({ phase, done, total }: Pace, closedSet: boolean): number | null {
  if (phase === 'intervals') return 1;
  if (total === 0 || (phase !== 'pixels' && phase !== 'components')) return null;
  const share = done / total;
  if (closedSet) return share;
  return phase === 'pixels' ? share / 2 : 0.5 + share / 2;
}

/** Steps as wide as the estimate is rough. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 10) return 'a few seconds left';
  if (seconds < 55) return `about ${Math.ceil(seconds / 10) * 10} s left`;
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 60) return `about ${minutes} min left`;
  return `about ${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}
