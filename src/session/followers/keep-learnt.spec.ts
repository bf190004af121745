import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseAnnotationTool } from '#src/actions/annotate/choose-annotation-tool';
import { nameDraft } from '#src/actions/annotate/name-draft';
import { startAnnotation } from '#src/actions/annotate/start-annotation';
import { learnDraft } from '#src/actions/open-world/learn-draft';
import { loadLearnt } from '#src/actions/open-world/load-learnt';
import { saveLearnt } from '#src/actions/open-world/save-learnt';
import type { ModelSummary } from '#src/protocol/models';
import { dismissNotice } from '#src/session/notices';
import { showDmlnet } from '#src/session/testing/open-world-page';
import { draftOf } from '#src/store/open-world/open-world';
import { getState, patchSession } from '#src/store/store';
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
const notices = () => getState().notices.list.map(({ text }) => text);

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
  });
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

  it('are dropped with a notice when the network is another one', async () => {
    await learn('dog');
    open('2'.repeat(64));
    expect(getState().openWorld.classes).toEqual([]);
    expect(notices()).toEqual([expect.stringContaining('was dropped: dog.')]);
  });

  it.each([
    ['no JSON', () => '{'],
    ['something else', () => '"hello"'],
    [
      'a mask that does not fill its size',
      (text: string) => text.replace(/"counts":"[^"]*"/, '"counts":"01"'),
    ],
    [
      'a rule without numbers',
      (text: string) => text.replace(/"prototype":\[[^\]]*\]/, '"prototype":[]'),
    ],
  ])('are left out without a word when damaged: %s', async (_name, damage) => {
    await learn('dog');
    const text = stored.get(KEY) ?? '';
    expect(damage(text)).not.toBe(text);
    stored.set(KEY, damage(text));
    open(FIRST);
    expect(getState().openWorld.classes).toEqual([]);
    expect(notices()).toEqual([]);
  });

  it('that have no room say so once', () => {
    setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    nameDraft('d');
    expect(notices()).toEqual([expect.stringContaining('no room left')]);
    dismissNotice(getState().notices.list[0]!.id);
    nameDraft('do');
    expect(notices()).toEqual([]);
  });

  it('that must not be stored stay for as long as the page', () => {
    setItem = () => {
      throw new DOMException('private', 'SecurityError');
    };
    nameDraft('dog');
    expect(notices()).toEqual([]);
    expect(draftOf(getState()).name).toBe('dog');
  });
});

describe('the file of learnt classes', () => {
  /** What the page saves. */
  async function savedText(): Promise<string> {
    const blobs: Blob[] = [];
    vi.stubGlobal('document', { createElement: () => ({ click: () => undefined }) });
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      blobs.push(blob as Blob);
      return 'blob:saved';
    });
    saveLearnt();
    vi.restoreAllMocks();
    return blobs[0]!.text();
  }

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
