import type { Engine } from '#src/engine-client/engine';

let engine: Engine | null = null;

/** The page's one engine, for the actions that ask it something. */
export function currentEngine(): Engine {
  if (!engine) throw new Error('The engine has not been started.');
  return engine;
}

export function setEngine(started: Engine): void {
  engine = started;
}
