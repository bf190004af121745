import { expect, it, vi } from 'vitest';
import { createFakeEngine } from '#src/engine-client/testing/fake-engine';

it('there is no engine before the page has started it, then the last one', async () => {
  vi.resetModules();
  const { currentEngine, setEngine } = await import('./current-engine');
  expect(currentEngine).toThrow('The engine has not been started.');
  const engines = [createFakeEngine(), createFakeEngine()];
  for (const engine of engines) setEngine(engine);
  expect(currentEngine()).toBe(engines[1]);
});
