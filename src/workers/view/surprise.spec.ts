import { describe, expect, it } from 'vitest';
import { withWord } from '#src/core/words/edit-vocabulary';
import { LOOKS } from '#src/methods/parameters';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { MethodSettings } from '#src/protocol/scores';
import type { PaneView } from '#src/protocol/view';
import { ensureScores } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import { PictureStore } from '#src/workers/state/picture-store';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { FAKE_VOCABULARY, SIMILARITY_GRAPH, WORDS_NETWORK } from '#src/workers/testing/fake-words';
import { Prober } from './prober';
import { surpriseAt } from './surprise';

const settingsAt = (temperature: number, changed: object = {}): MethodSettings => ({
  ...settingsFor(methodById('vl4ad'), { temperature, ...changed }),
  words: FAKE_VOCABULARY,
});
/** Amid the stripe that is the road's, whose cosine with the other class is 0. */
const ROAD = { x: 5, y: 3 };

async function probed(settings: MethodSettings) {
  const { context, entry } = createFakeModels([WORDS_NETWORK, SIMILARITY_GRAPH]);
  await ensureScores(context, entry, [settings], {});
  const pictures = new PictureStore();
  pictures.add('picture', entry);
  const prober = new Prober({ ...context, pictures } as unknown as EngineContext);
  const active = { settings, threshold: 0, removal: null, learnt: [] } as unknown as PaneView;
  const params = { pictureId: 'picture', ...ROAD, settings: [settings], active, minArea: 0 };
  const { scores } = await prober.probe(params);
  return { entry, score: scores[0]! };
}

describe('−log p beside a score −p', () => {
  it('has digits where u has none any more', async () => {
    const { score } = await probed(settingsAt(0.02));
    expect(score.score).toBe(-1);
    expect(score.surprise! / Math.exp(-1 / 0.02)).toBeCloseTo(1, 5);
  });

  it('counts the mass of what is looked for', async () => {
    const words = withWord(FAKE_VOCABULARY, { prompt: true }, { word: 'cow' });
    const { score } = await probed({ ...settingsAt(0.1), words });
    expect(score.surprise).toBeCloseTo(Math.log1p(2 * Math.exp(-10)), 10);
  });

  it('is not there where u tells pixels apart, where it is shown itself, and for two looks', async () => {
    expect((await probed(settingsAt(1))).score).toMatchObject({ surprise: null });
    expect((await probed(settingsAt(0.02, { score: 1 }))).score).toMatchObject({ surprise: null });
    const { entry } = await probed(settingsAt(0.02));
    expect(surpriseAt(entry, settingsAt(0.02), -1, ROAD)).not.toBeNull();
    expect(surpriseAt(entry, settingsAt(0.02, { [LOOKS.id]: 2 }), -1, ROAD)).toBeNull();
    expect(surpriseAt(entry, settingsAt(0.03), -1, ROAD)).toBeNull(); // its network has not run
    expect(surpriseAt(entry, settingsFor(methodById('msp')), -1, ROAD)).toBeNull();
  });
});
