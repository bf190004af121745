import { beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import { withWord } from '#src/core/words/edit-vocabulary';
import type { ModelSummary } from '#src/protocol/models';
import { openPictures } from '#src/session/testing/pictures-page';
import { getState, patchSession, patchView } from '#src/store/store';
import { figureNotes } from './figure-notes';

vi.hoisted(() => vi.stubGlobal('location', { search: '' }));

beforeEach(() => openPictures(['a']));

const show = (methodId: string) =>
  patchView({ panes: getState().view.panes.map((pane) => ({ ...pane, methodId })) });

it('nothing stands below a figure without words', () => {
  show('entropy');
  expect(figureNotes(getState())).toEqual([]);
});

it('the words in use stand below a figure of them, and what read them', () => {
  show('vl4ad');
  const words = withWord(DEFAULT_VOCABULARY, { prompt: true }, { word: 'garden gnome' });
  patchView({ words });
  const [plain, ...others] = figureNotes(getState());
  expect(others).toEqual([]);
  expect(plain).toMatch(/^Words \(VL4AD-style\)\. Looked for: garden gnome\. .*pieces\.$/);
  const encoder = { id: 'e', kind: 'sentence-encoder', sha256: 'ab'.repeat(32) };
  patchSession({ catalogue: [encoder as unknown as ModelSummary] });
  patchView({ encoder: true });
  expect(figureNotes(getState())[0]).toMatch(/sentence encoder \(SHA-256 abababababab…\)\.$/);
});
