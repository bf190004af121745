import { currentEngine } from '#src/session/current-engine';

/** Another worker takes over: pictures, annotations and settings stay. */
export function restartEngine(): void {
  currentEngine().restart();
}
