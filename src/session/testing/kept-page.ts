/** A page that keeps what was learnt in its browser; set up and closed around every spec. */
import { afterEach, beforeEach, vi } from 'vitest';
import { chooseAnnotationTool } from '#src/actions/annotate/choose-annotation-tool';
import { nameDraft } from '#src/actions/annotate/name-draft';
import { startAnnotation } from '#src/actions/annotate/start-annotation';
import { learnDraft } from '#src/actions/open-world/learn-draft';
import type { LearntRule } from '#src/core/open-world/learnt';
import type { ModelSummary } from '#src/protocol/models';
import { keepLearnt } from '#src/session/followers/keep-learnt';
import { showDmlnet } from '#src/session/testing/open-world-page';
import { getState, patchSession } from '#src/store/store';

export const KEY = 'anomalens.learnt';
/** What the browser keeps, by key. */
export let stored: Map<string, string>;
/** How the browser keeps it; specs put a full disk in its place. */
export const storage = {
  setItem: (key: string, value: string): void => void stored.set(key, value),
};
let stop = () => {};

export function listNetwork(sha256: string): void {
  const dmlnet: ModelSummary = {
    id: 'dmlnet',
    kind: 'segmenter',
    title: '',
    bytes: 1,
    sha256,
    licence: 'none',
    needs: [],
  };
  patchSession({ catalogue: [dmlnet] });
}

/** A page that has just been opened; it does not know its networks yet. */
export function openWithoutNetwork(): void {
  stop();
  showDmlnet();
  patchSession({ catalogue: [] });
  stop = keepLearnt();
}

/** A page that has just been opened, with the network of this hash. */
export function open(sha256: string): void {
  openWithoutNetwork();
  listNetwork(sha256);
}

export const FIRST = '1'.repeat(64);
export const ASIDE = `${KEY}.aside`;
export const page = new EventTarget();
export const names = () => getState().openWorld.classes.map(({ name }) => name);
export const notices = () => getState().notices.list.map(({ text }) => text);

/** The rule of a head at a position, for the network of the fake engine's rules. */
export function headAt(position: number): LearntRule {
  const { rule } = getState().openWorld.classes[0] as { rule: LearntRule };
  const size = rule.kind === 'prototype' ? rule.prototype.length : 0;
  const outputs = Array<number>(size + position + 1).fill(0);
  return { kind: 'head', weights: outputs, bias: outputs };
}

/** The texts of what is saved as files. */
export async function savedBy(save: () => void): Promise<string[]> {
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

export async function learn(name: string): Promise<void> {
  chooseAnnotationTool('brush');
  startAnnotation({ x: 20, y: 20 }, false)?.end();
  nameDraft(name);
  await learnDraft();
}

beforeEach(() => {
  stored = new Map();
  storage.setItem = (key, value) => void stored.set(key, value);
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => storage.setItem(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  open(FIRST);
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});
