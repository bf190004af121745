import { beforeEach, describe, expect, it } from 'vitest';
import { methodById, methods, modelsOf } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { MethodSettings } from '#src/protocol/scores';
import type { EngineContext } from '#src/workers/state/context';
import { PictureStore } from '#src/workers/state/picture-store';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { analyze } from './analyze';

const of = (id: string) => settingsFor(methodById(id));
const IMPORTED = { methodId: 'file:1', parameters: {}, blur: false };

let fake: ReturnType<typeof createFakeModels>;
let context: EngineContext;
const told: object[] = [];
/** A score from a file, all zeros. */
function importScore(): void {
  const stored = { ...fake.entry.size, data: new Float32Array(64 * 32) };
  const map = context.compute.importScore(stored.data, fake.entry.size);
  fake.entry.imported.set('file:1', { stored, map, serial: 1 });
}
const ask = (settings: MethodSettings[], signal?: AbortSignal) =>
  analyze(context, { pictureId: 'road', settings }, signal);

beforeEach(() => {
  told.length = 0;
  fake = createFakeModels(modelsOf(methods));
  const pictures = new PictureStore();
  pictures.add('road', fake.entry);
  context = { ...fake.context, pictures, tellPage: (_name, notice) => told.push(notice) };
});

describe('an analysis', () => {
  it('has the scores in order, what they took, and a verdict of each network', async () => {
    importScore();
    const { scores, times, roadLikeness, pictureId } = await ask([IMPORTED, of('rpl'), of('msp')]);
    expect(pictureId).toBe('road');
    expect(scores.map(({ methodId }) => methodId)).toEqual(['file:1', 'rpl', 'msp']);
    expect(Object.keys(times).sort()).toEqual(['histogram', 'infer', 'preprocess', 'score']);
    expect(roadLikeness).toEqual({
      rpl: fake.entry.networks.get('rpl')?.roadLikeness,
      base: fake.entry.networks.get('base')?.roadLikeness,
    });
  });

  it('of a file alone starts no network and has no verdict', async () => {
    importScore();
    expect((await ask([IMPORTED])).roadLikeness).toEqual({});
    expect(fake.runs).toEqual([]);
  });

  it('tells how many scores follow from a run', async () => {
    await ask([of('msp'), of('entropy')]);
    expect(told).toContainEqual({
      what: 'scores',
      modelId: null,
      phase: 'score',
      loaded: 0,
      total: 2,
      cached: false,
    });
  });

  it('runs nothing when it is cancelled', async () => {
    await expect(ask([of('msp')], AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(fake.runs).toEqual([]);
  });

  it('loads what it needs before it waits for the picture', async () => {
    fake.broken.add('rpl');
    let finish: () => void = () => {};
    const busy = fake.entry.queue.run(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    await expect(ask([of('rpl')])).rejects.toMatchObject({ code: 'model-damaged' });
    finish();
    await busy;
  });

  it.each(['mask-decoder', 'mask-encoder', 'prompt-generator', 'rpl'])(
    'of masks needs %s',
    async (id) => {
      fake.broken.add(id);
      await expect(ask([of('s2m')])).rejects.toMatchObject({ code: 'model-damaged' });
      expect(fake.runs).toEqual([]);
    },
  );

  it('of masks whose boxes are known needs no generator', async () => {
    fake.entry.prompting.candidates.set('rpl', []);
    fake.broken.add('prompt-generator').add('rpl');
    const { scores } = await ask([of('s2m')]);
    expect(scores[0]?.range).toEqual({ min: 0, max: 0 });
    expect(fake.runs).toEqual([]);
  });
});

describe('classes that come with the scores', () => {
  it('are kept with the first run, and given back by the next pass over it', async () => {
    await ask([of('msp')]);
    const network = fake.entry.networks.get('base');
    const { classes } = network ?? {};
    expect(classes).not.toBeNull();
    await ask([of('entropy')]);
    expect(network?.classes).toBe(classes);
  });
});
