import { describe, expect, it } from 'vitest';
import { nameDraft } from '#src/actions/annotate/name-draft';
import { startAnnotation } from '#src/actions/annotate/start-annotation';
import { deleteTextsAside } from '#src/actions/open-world/delete-texts-aside';
import { loadLearnt } from '#src/actions/open-world/load-learnt';
import { saveLearnt } from '#src/actions/open-world/save-learnt';
import { saveTextsAside } from '#src/actions/open-world/save-texts-aside';
import { dismissNotice, runNoticeAction } from '#src/session/notices';
import {
  ASIDE,
  FIRST,
  KEY,
  learn,
  listNetwork,
  names,
  notices,
  open,
  openWithoutNetwork,
  savedBy,
  storage,
  stored,
} from '#src/session/testing/kept-page';
import { draftOf } from '#src/store/open-world/open-world';
import { getState } from '#src/store/store';

describe('learnt classes in this browser', () => {
  it('come back with the draft and its shots when the page is opened again', async () => {
    await learn('dog');
    startAnnotation({ x: 8, y: 8 }, false)?.end();
    nameDraft('cow');
    const before = getState().openWorld;
    open(FIRST);
    expect(getState().openWorld.classes).toEqual(before.classes);
    expect(draftOf(getState())).toEqual(before.draft.present);
    expect(getState().openWorld.draft.past).toEqual([]);
    expect(notices()).toEqual([]);
  });

  it('are kept apart when the network is another one, and are back with it', async () => {
    await learn('dog');
    const text = stored.get(KEY);
    open('2'.repeat(64));
    expect(getState().openWorld.classes).toEqual([]);
    expect(notices()).toEqual([expect.stringContaining('is kept apart: “dog”.')]);
    expect(getState().openWorld.textsAside).toBe(1);
    expect(stored.get(ASIDE)).toBe(text);
    await learn('cow');
    open(FIRST);
    expect(names()).toEqual(['dog']);
    expect(notices()).toEqual([
      expect.stringContaining('is kept apart: “cow”.'),
      'What was learnt with this network is back: “dog”.',
    ]);
    expect(getState().openWorld.textsAside).toBe(1);
    open('2'.repeat(64));
    expect(names()).toEqual(['cow']);
  });

  it('of another network that hold nothing are no event', () => {
    nameDraft('d');
    open('2'.repeat(64));
    expect(notices()).toEqual([]);
    expect(stored.has(ASIDE)).toBe(false);
  });

  it.each([
    ['no JSON', () => '{', 'it is damaged'],
    ['something else', () => '"hello"', 'it is damaged'],
    ['of another format', (text: string) => text.replace('"version":1', '"version":2'), 'format 2'],
    [
      'without a rule',
      (text: string) => text.replace(/"prototype":\[[^\]]*\]/, '"prototype":[]'),
      'parts of it are damaged',
    ],
  ])('are kept apart as they are when damaged (%s), and offered once', async (_, damage, why) => {
    await learn('dog');
    const text = damage(stored.get(KEY) ?? '');
    stored.set(KEY, text);
    open(FIRST);
    expect(names()).toEqual([]);
    expect(stored.get(ASIDE)).toBe(text);
    expect(getState().notices.list).toMatchObject([
      { text: expect.stringContaining(why), action: { label: 'Save as a file' } },
    ]);
    expect(await savedBy(() => runNoticeAction(getState().notices.list[0]!))).toEqual([text]);
    open(FIRST);
    expect(notices()).toEqual([]);
    expect(await savedBy(saveTextsAside)).toEqual([text]);
    deleteTextsAside();
    expect(stored.has(ASIDE)).toBe(false);
    runNoticeAction(getState().notices.list[0]!);
    expect(stored.get(ASIDE)).toBe(text);
  });

  it('that can be read are never dropped with one that cannot', async () => {
    await learn('dog');
    await learn('cow');
    stored.set(KEY, (stored.get(KEY) ?? '').replace('"name":"dog"', '"name":""'));
    open(FIRST);
    expect(names()).toEqual(['cow']);
    expect(getState().openWorld.textsAside).toBe(1);
  });

  it('are not written over while what was there has no other place', async () => {
    stored.set(KEY, '{');
    storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    open(FIRST);
    expect(notices()).toEqual([expect.stringContaining('save it now')]);
    storage.setItem = (key, value) => void stored.set(key, value);
    await learn('dog');
    expect(stored.get(KEY)).toBe('{');
    expect(notices()).toEqual([
      expect.stringContaining('save it now'),
      expect.stringContaining('no room left'),
    ]);
  });

  it.each([
    ['that have no room', 'QuotaExceededError', 'no room left'],
    ['that must not be stored', 'SecurityError', 'keeps nothing'],
  ])('%s say so once, as soon as there is something to lose', async (_, error, words) => {
    storage.setItem = () => {
      throw new DOMException('no', error);
    };
    nameDraft('d');
    expect(notices()).toEqual([]);
    await learn('dog');
    expect(notices()).toEqual([expect.stringContaining(words)]);
    dismissNotice(getState().notices.list[0]!.id);
    nameDraft('do');
    expect(notices()).toEqual([]);
    expect(names()).toEqual(['dog']);
  });
});

it('what is annotated before the network is known is not written over', () => {
  nameDraft('dog');
  startAnnotation({ x: 20, y: 20 }, false)?.end();
  openWithoutNetwork();
  nameDraft('early');
  listNetwork(FIRST);
  expect(draftOf(getState()).name).toBe('early');
});

describe('the file of learnt classes', () => {
  /** What the page saves. */
  const savedText = async () => (await savedBy(saveLearnt))[0] as string;

  it('takes the place of what was learnt; its classes cannot be learnt again here', async () => {
    await learn('dog');
    const text = await savedText();
    await learn('cow');
    await loadLearnt(new File([text], 'mine.json'));
    const [dog, ...others] = getState().openWorld.classes;
    expect(others).toEqual([]);
    expect(dog).toMatchObject({ name: 'dog', shots: [], shotCount: 1, pixels: 24 });
    expect(notices()).toEqual(['mine.json: dog.']);
    expect(getState().openWorld.error).toBeNull();
    // What is saved again says the same.
    expect(await savedText()).toBe(text);
  });

  it('of another network changes nothing, and says so', async () => {
    await learn('dog');
    const text = await savedText();
    listNetwork('2'.repeat(64));
    await loadLearnt(new File([text.replace('dog', 'cow')], 'theirs.json'));
    expect(getState().openWorld.classes.map(({ name }) => name)).toEqual(['dog']);
    expect(getState().openWorld.error).toMatchObject({
      code: 'learnt-unreadable',
      message: expect.stringMatching(/^theirs\.json: .*another network/),
    });
  });
});
