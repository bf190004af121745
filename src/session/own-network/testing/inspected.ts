import type { Inspected } from '#src/protocol/own-network';

/** What a worker tells of a small network before it opens it. */
export const INSPECTED = {
  bytes: 1,
  size: { width: 64, height: 32 },
  memory: 1e6,
  seconds: 0.1,
  role: 'classes',
} satisfies Inspected;
