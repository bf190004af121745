import { afterEach, beforeEach, expect, it } from 'vitest';
import { retryNames } from '#src/actions/names/retry-names';
import { setNames } from '#src/actions/names/set-names';
import { filterSet } from '#src/actions/set/filter-set';
import { setThreshold } from '#src/actions/threshold/set-threshold';
import { AnomalensError } from '#src/core/errors';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { cancelModelLoads } from '#src/session/model-loads';
import { endFollowing, followAll, quiet } from '#src/session/testing/all-followers';
import { asked, namesOf } from '#src/session/testing/pictures-page';
import { currentNames, namesOfRegion, nameWords } from '#src/store/names/shown-names';
import { currentRegions } from '#src/store/selectors';
import { getState, patchSession } from '#src/store/store';

const HEAD = {
  id: 'vision-language',
  kind: 'vision-language',
  title: 'Words',
  bytes: 9,
  sha256: '',
  licence: '',
  needs: [],
} as const;
const COW = [{ name: 'cow', similarity: 0.6 }];

let engine: FakeEngine;
const names = () => currentNames(getState());

beforeEach(async () => {
  engine = await followAll();
  setThreshold('max-entropy', 0.3);
  await quiet();
});
afterEach(endFollowing);

async function switchOn(): Promise<void> {
  patchSession({ catalogue: [...getState().session.catalogue, HEAD] });
  setNames(true);
  await quiet();
}

it('a page without words asks for no names', async () => {
  setNames(true);
  await quiet();
  expect(asked(engine, 'nameRegions')).toEqual([]);
  expect(names()).toBeNull();
});

it('nothing of words is loaded before names are wanted', async () => {
  patchSession({ catalogue: [...getState().session.catalogue, HEAD] });
  await quiet();
  expect(asked(engine, 'nameRegions')).toEqual([]);
  expect(asked(engine, 'prepareModel').map(({ modelId }) => modelId)).not.toContain(HEAD.id);
  await switchOn();
  expect(asked(engine, 'prepareModel').map(({ modelId }) => modelId)).toContain(HEAD.id);
  expect(namesOfRegion(names(), 1)).toEqual(COW);
  expect(namesOfRegion(names(), 2)).toEqual([]);
  expect(namesOfRegion(names(), 7)).toBeNull();
});

it('names follow when the slider rests, once, and those of before are not shown meanwhile', async () => {
  await switchOn();
  engine.calls.length = 0;
  for (const threshold of [0.4, 0.45, 0.5]) setThreshold('max-entropy', threshold);
  expect(names()).toBeNull();
  await quiet();
  expect(asked(engine, 'nameRegions').map(({ threshold }) => threshold)).toEqual([0.5]);
  expect(names()).toHaveLength(2);
});

it('a slider that moves ends the naming under way, and not the download', async () => {
  let signal: AbortSignal | undefined;
  const request = engine.request.bind(engine);
  engine.request = ((name, params, options) => {
    if (name !== 'nameRegions' || signal) return request(name, params, options);
    signal = options?.signal;
    return new Promise((_, reject) =>
      signal?.addEventListener('abort', () =>
        reject(new AnomalensError('cancelled', 'Cancelled.')),
      ),
    );
  }) as FakeEngine['request'];
  await switchOn();
  expect(signal?.aborted).toBe(false);
  setThreshold('max-entropy', 0.5);
  expect(signal?.aborted).toBe(true);
  await quiet();
  expect(names()).toHaveLength(2);
  expect(getState().names.error).toBeNull();
});

it('a damaged table is told, the rest goes on, and it is asked again only when a person wants it', async () => {
  const damaged = new AnomalensError('words-unreadable', 'The table "tokens" is damaged.');
  let isDamaged = true;
  const request = engine.request.bind(engine);
  engine.request = ((name, params, options) => {
    if (name !== 'nameRegions' || !isDamaged) return request(name, params, options);
    engine.calls.push({ name, params });
    return Promise.reject(damaged);
  }) as FakeEngine['request'];
  await switchOn();
  expect(getState().names.error).toMatchObject({ code: 'words-unreadable' });
  setThreshold('max-entropy', 0.5);
  await quiet();
  expect(asked(engine, 'nameRegions')).toHaveLength(1);
  expect(currentRegions(getState())?.threshold).toBe(0.5);
  expect(namesOf(engine)).toContain('measureAt');
  isDamaged = false;
  retryNames();
  await quiet();
  expect(names()).toHaveLength(2);
});

it('a download that a person cancels switches names off', async () => {
  patchSession({ catalogue: [...getState().session.catalogue, HEAD] });
  const request = engine.request.bind(engine);
  engine.request = ((name, params, options) =>
    name === 'prepareModel'
      ? new Promise((_, reject) =>
          options?.signal?.addEventListener('abort', () =>
            reject(new AnomalensError('cancelled', 'Cancelled.')),
          ),
        )
      : request(name, params, options)) as FakeEngine['request'];
  setNames(true);
  await quiet();
  cancelModelLoads();
  await quiet();
  expect(getState().view.names).toBe(false);
  expect(getState().names.error).toBeNull();
});

it('names that are switched off are neither shown nor asked for', async () => {
  await switchOn();
  setNames(false);
  expect(names()).toBeNull();
  engine.calls.length = 0;
  setThreshold('max-entropy', 0.5);
  await quiet();
  expect(asked(engine, 'nameRegions')).toEqual([]);
});

it('a name is told as a likeness, and so is that there is none', () => {
  const guesses = [...COW, { name: 'horse', similarity: 0.5 }];
  expect(nameWords(guesses)).toBe('like: cow, horse');
  expect(nameWords([])).toBe('no name fits');
});

it('names that answer to a search of the set are asked for once, and only while names are wanted', async () => {
  filterSet('Cattle');
  await quiet();
  expect(asked(engine, 'namesMeant')).toEqual([]);
  await switchOn();
  filterSet('cattle ');
  await quiet();
  expect(asked(engine, 'namesMeant')).toEqual([{ text: 'cattle' }]);
  expect([...(getState().set.meant?.names ?? [])]).toEqual(['cattle', 'cow']);
});
