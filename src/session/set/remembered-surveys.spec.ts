import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ANSWERS } from '#src/engine-client/testing/fake-answers';
import type { Survey } from '#src/protocol/survey';
import { endSet, looked, openSet, pass, showMethod } from '#src/session/testing/set-page';
import { entryOf } from '#src/store/set/survey-terms';
import { getState, patchPicture, patchSession, patchView } from '#src/store/store';

vi.hoisted(() => vi.stubGlobal('location', { search: '' }));
const kept = vi.hoisted(() => ({ byKey: new Map<string, Omit<Survey, 'pictureId'>>(), why: '' }));
vi.mock('#src/session/set/kept-surveys', () => ({
  keptSurvey: async (key: string) => {
    if (kept.why) throw new Error(kept.why);
    return kept.byKey.get(key) ?? null;
  },
  keepSurvey: async (key: string, { pictureId: _gone, ...survey }: Survey) => {
    kept.byKey.set(key, survey);
  },
}));

const NETWORKS = ['a', 'b'].map((id) => ({ id, sha256: id.repeat(64) }));
const notices = () => getState().notices.list.map(({ text }) => text);

/** A visit of the page, with pictures of these contents. */
async function visit(
  contents: Record<string, string>,
  overrides: Parameters<typeof openSet>[1] = {},
  networks = NETWORKS,
): Promise<string[]> {
  endSet();
  openSet(Object.keys(contents), overrides);
  patchSession({ catalogue: networks as never });
  for (const [id, identity] of Object.entries(contents)) patchPicture(id, { identity });
  await pass(3000);
  return looked();
}

beforeEach(() => {
  kept.byKey.clear();
  kept.why = '';
  openSet(['a']);
});
afterEach(endSet);

describe('results of an earlier visit', () => {
  it('are those of the same picture, whatever it is called: the worker is not asked', async () => {
    expect(await visit({ a: 'cow', b: 'sofa' })).toEqual(['a', 'b']);
    expect(await visit({ x: 'sofa', y: 'tyre' })).toEqual(['y']);
    expect(entryOf(getState(), 'x')?.survey).toMatchObject({
      pictureId: 'x',
      ...[...kept.byKey.values()][1],
    });
  });

  it('are not those of another method, nor of another network of its name', async () => {
    await visit({ a: 'cow' });
    showMethod('energy');
    await pass(3000);
    expect(looked()).toEqual(['a', 'a']);
    const other = NETWORKS.map((network) => ({ ...network, sha256: 'c'.repeat(64) }));
    expect(await visit({ a: 'cow' }, {}, other)).toEqual(['a']);
  });

  it('without the names that are wanted now are asked for again', async () => {
    const words = [{ id: 'w', kind: 'vision-language', sha256: 'd'.repeat(64) }, ...NETWORKS];
    await visit({ a: 'cow' }, {}, words as never);
    patchView({ names: true });
    await pass(3000);
    expect(looked()).toEqual(['a', 'a']);
  });

  it('that failed are not kept', async () => {
    const survey: typeof ANSWERS.survey = () => {
      throw new Error('broken');
    };
    await visit({ a: 'cow' }, { survey });
    expect(kept.byKey.size).toBe(0);
    expect(await visit({ a: 'cow' })).toEqual(['a']);
  });

  it('cannot be had where the browser keeps nothing, which is said once', async () => {
    kept.why = 'No room.';
    expect(await visit({ a: 'cow', b: 'sofa' })).toEqual(['a', 'b']);
    expect(notices().filter((text) => text.includes('No room.'))).toHaveLength(1);
  });
});
