import { describe, expect, it } from 'vitest';
import {
  ASIDE,
  headAt,
  KEY,
  learn,
  names,
  notices,
  page,
  stored,
} from '#src/session/testing/kept-page';
import { draftOf } from '#src/store/open-world/open-world';
import { getState, patchOpenWorld } from '#src/store/store';

describe('another tab', () => {
  /** The other tab learns a class after what is stored. */
  function storeElsewhere(name: string, change: object = {}): void {
    const other = JSON.parse(stored.get(KEY) ?? '');
    other.classes.push({ ...other.classes[0], name, ...change });
    stored.set(KEY, JSON.stringify(other));
  }
  const hear = () => page.dispatchEvent(Object.assign(new Event('storage'), { key: KEY }));
  const storedNames = () =>
    JSON.parse(stored.get(KEY) ?? '').classes.map(({ name }: { name: string }) => name);

  it('that learns a class gives it to this one', async () => {
    await learn('dog');
    storeElsewhere('cow');
    hear();
    expect(names()).toEqual(['dog', 'cow']);
    expect(notices()).toEqual([]);
  });

  it('loses nothing to this one, which had not heard of it', async () => {
    await learn('dog');
    storeElsewhere('cow');
    await learn('pig');
    expect(names()).toEqual(['dog', 'cow', 'pig']);
    expect(storedNames()).toEqual(['dog', 'cow', 'pig']);
  });

  it('that learns a class while this one does gives it afterwards', async () => {
    await learn('dog');
    patchOpenWorld({ learning: true });
    storeElsewhere('cow');
    hear();
    expect(names()).toEqual(['dog']);
    patchOpenWorld({ learning: false });
    expect(names()).toEqual(['dog', 'cow']);
  });

  it('whose rule does not go with that of this one leaves this one a file', async () => {
    await learn('dog');
    storeElsewhere('cow', { rule: headAt(1) });
    const [dog] = getState().openWorld.classes;
    const pig = { ...dog!, name: 'pig', rule: headAt(1) };
    patchOpenWorld({ classes: [dog!, pig] });
    expect(names()).toEqual(['dog', 'cow']);
    expect(notices()).toEqual([expect.stringMatching(/at the same time.*“dog”, “pig”/)]);
    expect(stored.get(ASIDE)).toContain('"pig"');
    expect(storedNames()).toEqual(['dog', 'cow']);
  });

  it('with another network keeps what it wrote, until something is learnt here', async () => {
    await learn('dog');
    const foreign = JSON.stringify({
      ...JSON.parse(stored.get(KEY) ?? ''),
      network: 'f'.repeat(64),
    });
    stored.set(KEY, foreign);
    hear();
    expect(stored.get(KEY)).toBe(foreign);
    expect(names()).toEqual(['dog']);
    await learn('pig');
    expect(storedNames()).toEqual(['dog', 'pig']);
    expect(stored.get(ASIDE)).toContain('ffff');
  });

  it('that annotates shows here, where it can be taken back', async () => {
    await learn('dog');
    const other = JSON.parse(stored.get(KEY) ?? '');
    other.draft.name = 'cat';
    stored.set(KEY, JSON.stringify(other));
    hear();
    expect(draftOf(getState()).name).toBe('cat');
    expect(getState().openWorld.draft.past.at(-1)?.name).toBe('');
  });
});
