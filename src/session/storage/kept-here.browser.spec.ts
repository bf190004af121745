import { expect, it } from 'vitest';
import { forgetAll, keptHere } from '#src/session/storage/kept-here';

function stored(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('numbers');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
}

it('everything of the page is counted and forgotten, and nothing of others', async () => {
  await forgetAll();
  expect((await keptHere()).settings).toBe(0);
  localStorage.setItem('anomalens.settings', '{"theme":"dark"}');
  localStorage.setItem('elsewhere', 'stays');
  await stored('anomalens-set');
  await stored('of-others');
  await (await caches.open('anomalens-models')).put('/a', new Response('x'.repeat(1000)));
  const kept = await keptHere();
  expect(kept.settings).toBe(2 * ('anomalens.settings'.length + '{"theme":"dark"}'.length));
  expect(kept.files).toBeGreaterThanOrEqual(1000);
  expect(kept.results).toBeGreaterThanOrEqual(0);
  expect(kept.quota).toBeGreaterThan(1e6);

  await forgetAll();
  expect(Object.keys(localStorage)).toContain('elsewhere');
  expect(localStorage.getItem('anomalens.settings')).toBeNull();
  const names = (await indexedDB.databases()).map(({ name }) => name);
  expect(names).toContain('of-others');
  expect(names).not.toContain('anomalens-set');
  expect(await caches.keys()).toEqual([]);
});
