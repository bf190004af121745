import { AnomalensError } from '#src/core/errors';

/** A file that is no network, or a damaged one. @param reason a clause without full stop. */
export function unreadableNetwork(reason: string): AnomalensError {
  return new AnomalensError('network-unreadable', `The network cannot be read: ${reason}.`);
}

/** A network that is sound, but of no use here. @param reason a clause without full stop. */
export function unsupportedNetwork(reason: string): AnomalensError {
  return new AnomalensError('network-unsupported', `The network cannot be used: ${reason}.`);
}
