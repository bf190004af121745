import { AnomalensError } from '#src/core/errors';

/** The error of every score file that cannot be used. @param reason a clause without full stop. */
export function unreadableScore(reason: string, cause?: unknown): AnomalensError {
  return new AnomalensError(
    'score-unreadable',
    `The score file cannot be used: ${reason}.`,
    false,
    { cause },
  );
}
