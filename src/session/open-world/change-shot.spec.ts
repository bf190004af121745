import { beforeEach, describe, expect, it } from 'vitest';
import { undo } from '#src/core/history';
import { encodeRle } from '#src/core/rle/coco-rle';
import { asked, SIZE, showDmlnet } from '#src/session/testing/open-world-page';
import { settle } from '#src/session/testing/settle';
import { draftOf } from '#src/store/open-world/open-world';
import type { Shot } from '#src/store/open-world/open-world-slice';
import type { ListedPicture } from '#src/store/state';
import { getState, patchOpenWorld } from '#src/store/store';
import { noteShot } from '../held/record';
import { changeShot } from './change-shot';
import { dropUnused } from './drop-unused';
import { stepDraft } from './step-draft';

const maskOf = (from: number, to: number) =>
  encodeRle(new Uint8Array(SIZE.width * SIZE.height).fill(1, from, to), SIZE);
const picture = (id: string, patch: Partial<ListedPicture> = {}): ListedPicture => ({
  ...(getState().pictures.byId[id] as ListedPicture),
  ...patch,
});
const shots = () => draftOf(getState()).shots;
const steps = () => getState().openWorld.draft.past.length;

beforeEach(() => {
  showDmlnet();
});

describe('the annotation of a picture', () => {
  it('has one shot per picture, which keeps its id as it grows and shrinks', () => {
    changeShot(picture('a'), maskOf(0, 4), false);
    changeShot(picture('b'), maskOf(0, 2), false);
    const [a, b] = shots();
    expect(a).toMatchObject({
      picture: { name: 'a.png', identity: 'identity of a', ...SIZE },
      pixels: 4,
    });
    expect(a?.id).not.toBe(b?.id);
    changeShot(picture('a'), maskOf(3, 9), false);
    changeShot(picture('a'), maskOf(0, 1), true);
    expect(shots()).toEqual([{ ...a, mask: maskOf(1, 9), pixels: 8 }, b]);
    expect(steps()).toBe(4);
  });

  it('goes with its last pixel', () => {
    changeShot(picture('a'), maskOf(0, 4), false);
    changeShot(picture('b'), maskOf(0, 2), false);
    changeShot(picture('a'), maskOf(0, 9), true);
    expect(shots().map(({ pixels }) => pixels)).toEqual([2]);
  });

  it('what changes no pixel is no step', () => {
    changeShot(picture('a'), maskOf(0, 0), false);
    changeShot(picture('a'), maskOf(0, 9), true);
    expect(steps()).toBe(0);
    changeShot(picture('a'), maskOf(0, 4), false);
    changeShot(picture('a'), maskOf(1, 3), false);
    changeShot(picture('a'), maskOf(5, 9), true);
    expect(steps()).toBe(1);
  });

  it('waits for the picture: without its size or identity nothing is annotated', () => {
    changeShot(picture('a', { info: null }), maskOf(0, 4), false);
    changeShot(picture('a', { identity: null }), maskOf(0, 4), false);
    expect(shots()).toEqual([]);
  });

  it('does not change while the class is being learnt, and ends what was said of it', () => {
    const error = { code: 'internal' as const, message: 'Before.', retryable: false };
    patchOpenWorld({ learning: true, error });
    changeShot(picture('a'), maskOf(0, 4), false);
    expect(shots()).toEqual([]);
    patchOpenWorld({ learning: false });
    changeShot(picture('a'), maskOf(0, 4), false);
    expect(getState().openWorld.error).toBeNull();
    patchOpenWorld({ learning: true });
    stepDraft(undo);
    expect(shots()).toHaveLength(1);
    patchOpenWorld({ learning: false });
    stepDraft(undo);
    expect(shots()).toEqual([]);
  });
});

it('the worker forgets shots that neither a class nor the draft needs', async () => {
  const engine = showDmlnet();
  changeShot(picture('a'), maskOf(0, 4), false);
  const [kept] = shots() as [Shot];
  const gone = { ...kept, id: 'gone' };
  for (const { id, mask } of [kept, gone]) noteShot(id, mask);
  dropUnused([kept, gone]);
  await settle();
  expect(asked(engine, 'dropShots')).toEqual([{ shotIds: ['gone'] }]);
});
