import { AnomalensError } from '#src/core/errors';

const BEGINNING = 'The score file cannot be used: ';

/** The error of every score file that cannot be used. @param reason a clause without full stop. */
export function unreadableScore(reason: string, cause?: unknown): AnomalensError {
  return new AnomalensError('score-unreadable', `${BEGINNING}${reason}.`, false, { cause });
}

/** Why a part of a file cannot be used, as a clause with its full stop. */
export function reasonOf({ message }: AnomalensError): string {
  return message.replace(BEGINNING, '');
}
