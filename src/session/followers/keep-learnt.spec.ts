import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseAnnotationTool } from '#src/actions/annotate/choose-annotation-tool';
import { nameDraft } from '#src/actions/annotate/name-draft';
import { startAnnotation } from '#src/actions/annotate/start-annotation';
import { deleteTextsAside } from '#src/actions/open-world/delete-texts-aside';
import { learnDraft } from '#src/actions/open-world/learn-draft';
import { loadLearnt } from '#src/actions/open-world/load-learnt';
import { saveLearnt } from '#src/actions/open-world/save-learnt';
import { saveTextsAside } from '#src/actions/open-world/save-texts-aside';
import type { LearntRule } from '#src/core/open-world/learnt';
import type { ModelSummary } from '#src/protocol/models';
import { dismissNotice, runNoticeAction } from '#src/session/notices';
import { showDmlnet } from '#src/session/testing/open-world-page';
import { draftOf } from '#src/store/open-world/open-world';
import { getState, patchOpenWorld, patchSession } from '#src/store/store';
import { keepLearnt } from './keep-learnt';

const KEY = 'anomalens.learnt';
let stored: Map<string, string>;
let setItem = (key: string, value: string): void => void stored.set(key, value);
let stop = () => {};

function listNetwork(sha256: string): void {
  const dmlnet: ModelSummary = {
    id: 'dmlnet',
    kind: 'segmenter',
    title: '',
    bytes: 1,
    sha256,
    licence: 'none',
  };
  patchSession({ catalogue: [dmlnet] });
}

/** A page that has just been opened. */
function open(sha256: string): void {
  stop();
  showDmlnet();
  stop = keepLearnt();
  listNetwork(sha256);
}

const FIRST = '1'.repeat(64);
const ASIDE = `${KEY}.aside`;
const page = new EventTarget();
const names = () => getState().openWorld.classes.map(({ name }) => name);
const notices = () => getState().notices.list.map(({ text }) => text);

/** The rule of a head at a position, for the network of the fake engine's rules. */
function headAt(position: number): LearntRule {
  const { rule } = getState().openWorld.classes[0] as { rule: LearntRule };
  const size = rule.kind === 'prototype' ? rule.prototype.length : 0;
  const outputs = Array<number>(size + position + 1).fill(0);
  return { kind: 'head', weights: outputs, bias: outputs };
}

/** The texts of what is saved as files. */
async function savedBy(save: () => void): Promise<string[]> {
  const blobs: Blob[] = [];
  vi.stubGlobal('document', { createElement: () => ({ click: () => undefined }) });
  const create = vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    blobs.push(blob as Blob);
    return 'blob:saved';
  });
  save();
  create.mockRestore();
  return Promise.all(blobs.map((blob) => blob.text()));
}

async function learn(name: string): Promise<void> {
  chooseAnnotationTool('brush');
  startAnnotation({ x: 20, y: 20 }, false)?.end();
  nameDraft(name);
  await learnDraft();
}

beforeEach(() => {
  stored = new Map();
  setItem = (key, value) => void stored.set(key, value);
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => setItem(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  open(FIRST);
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

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
    setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    open(FIRST);
    expect(notices()).toEqual([expect.stringContaining('save it now')]);
    setItem = (key, value) => void stored.set(key, value);
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
    setItem = () => {
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

it('what is annotated before the network is known is not written over', () => {
  nameDraft('dog');
  startAnnotation({ x: 20, y: 20 }, false)?.end();
  const text = stored.get(KEY) ?? '';
  stop();
  showDmlnet();
  patchSession({ catalogue: [] });
  stored.set(KEY, text);
  stop = keepLearnt();
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
