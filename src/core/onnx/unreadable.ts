import { AnomalensError } from '#src/core/errors';

/** A file that is no network, or a damaged one. @param reason a clause without full stop. */
export function unreadableNetwork(reason: string, cause?: unknown): AnomalensError {
  const text = `The network cannot be read: ${reason}.`;
  return new AnomalensError('network-unreadable', text, false, { cause });
}

/** A network that is sound, but of no use here. @param reason a clause without full stop. */
export function unsupportedNetwork(reason: string, cause?: unknown): AnomalensError {
  const text = `The network cannot be used: ${reason}.`;
  return new AnomalensError('network-unsupported', text, false, { cause });
}
