import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import { withWord } from '#src/core/words/edit-vocabulary';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { createAnalysisEngine } from '#src/evaluation/analysis/testing/analysis-engine';
import type { OpenPicture } from '#src/evaluation/analysis/types';
import type { ModelSummary } from '#src/protocol/models';
import { setEngine } from '#src/session/current-engine';
import { asked, openPictures } from '#src/session/testing/pictures-page';
import { pictureSources } from '#src/store/files';
import { getState, patchPicture, patchSession, patchView } from '#src/store/store';
import { type SetWish, writeSet } from './write-set';

vi.hoisted(() => vi.stubGlobal('location', { search: '' }));
vi.mock('#src/evaluation/analysis/sheet/draw-tile', () => ({
  drawTile: async (_engine: unknown, _plan: unknown, open: OpenPicture) => ({
    picture: open.analysed.picture.name,
    image: 'data:,',
    width: 1,
    height: 1,
  }),
}));

let engine: FakeEngine;
let steps: string[] = [];
const controller = () => new AbortController();

beforeEach(() => {
  openPictures(['a', 'b', 'c']);
  engine = createAnalysisEngine();
  setEngine(engine);
  steps = [];
  patchView({ specksCounted: true });
});

const write = (wish: Partial<SetWish> = {}, signal = controller().signal) =>
  writeSet(
    getState(),
    { pictureIds: ['a', 'c'], archive: true, cover: [], ...wish },
    signal,
    (done, total) => steps.push(`${done}/${total}`),
  );

async function unpacked(blob: Blob): Promise<Record<string, string>> {
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  return Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]),
  );
}

describe('an export of several pictures', () => {
  it('holds masks, tables, summary and report of those alone', async () => {
    const { blob, fileName, failed } = await write();
    expect(fileName).toBe('anomalens-set.zip');
    expect(failed).toBe(0);
    const files = await unpacked(blob);
    expect(Object.keys(files).sort()).toEqual([
      'masks/a.png.png',
      'masks/c.png.png',
      'regions.csv',
      'regions.json',
      'report.html',
      'summary.json',
    ]);
    expect(files['masks/c.png.png']).toBe('mask-png of c.png');
    expect(JSON.parse(files['regions.json'] ?? '').pictures).toHaveLength(2);
    expect(files['report.html']).toContain('2 pictures');
    expect(steps).toEqual(['1/2', '2/2']);
  });

  it('is the report alone where no archive is wanted', async () => {
    const { blob, fileName } = await write({ archive: false });
    expect(fileName).toBe('report.html');
    expect(await blob.text()).toMatch(/^<!doctype html>/i);
  });

  it('is made with the threshold, the removal and the least size that the page shows', async () => {
    patchView({ thresholds: { entropy: 0.7 }, removeAbove: 0.3, specksCounted: false });
    const panes = getState().view.panes.map((pane) => ({ ...pane, methodId: 'entropy' }));
    patchView({ panes });
    await write({ pictureIds: ['a'] });
    const [mask] = asked(engine, 'exportFile');
    expect(mask?.pane).toMatchObject({ settings: { methodId: 'entropy' }, threshold: 0.7 });
    expect(mask?.minArea).toBe(1); // 0.01 % of 64 x 36, at least a pixel
    patchView({ removeAbove: null });
    await write({ pictureIds: ['a'] });
    expect(asked(engine, 'exportFile').at(-1)?.pane.removal).toBeNull();
  });

  it('says in table and report by which words it was made, and what read them', async () => {
    const sha256 = 'ab'.repeat(32);
    const tables = { 'words/tokenizer.json': 'a5' };
    const kind = 'sentence-encoder';
    const sentences = { id: 'sentences', kind, title: 'Sentences', sha256, tables };
    patchSession({ catalogue: [sentences as unknown as ModelSummary] });
    const panes = getState().view.panes.map((pane) => ({ ...pane, methodId: 'vl4ad' }));
    const words = withWord(DEFAULT_VOCABULARY, { prompt: true }, { word: 'garden gnome' });
    patchView({ panes, words, encoder: true });
    const files = await unpacked((await write({ pictureIds: ['a'] })).blob);
    const [head, row] = (files['regions.csv'] ?? '').split('\r\n');
    expect(head).toContain(',words,blur,');
    expect(row).toContain('""garden gnome""],""encoder"":true}');
    expect(row).toContain(sha256);
    expect(JSON.parse(files['regions.json'] ?? '')).toMatchObject({
      settings: { words: { encoder: true } },
      models: { sentences: sha256, ...tables },
    });
    expect(files['report.html']).toContain('Table of words <small>words/tokenizer.json</small>');
    expect(files['report.html']).toContain('<dt>Looked for</dt><dd>garden gnome</dd>');
    expect(files['report.html']).toContain(sha256);

    patchView({ words: DEFAULT_VOCABULARY });
    const usual = await unpacked((await write({ pictureIds: ['a'] })).blob);
    expect(usual['report.html']).toContain('nothing beside the known classes');
    expect(usual['report.html']).not.toContain(sha256);
  });

  it('leaves out smaller regions than the page lists', async () => {
    const info = { width: 100, height: 50, original: { width: 100, height: 50 } };
    patchPicture('a', { info: { ...info, format: 'PNG', notices: [] }, state: 'ready' });
    patchView({ shownId: 'a', minArea: 500 });
    const summary = JSON.parse((await unpacked((await write()).blob))['summary.json'] ?? '');
    expect(summary.minAreaPercent).toBeCloseTo(10, 9);
  });

  it('tells a picture that cannot be read, and goes on', async () => {
    const gone = async () => {
      throw new Error('moved');
    };
    pictureSources.set('a', { open: gone, identity: Promise.resolve('a') });
    const { blob, failed } = await write();
    expect(failed).toBe(1);
    const files = await unpacked(blob);
    expect(Object.keys(files)).toContain('masks/c.png.png');
    expect(Object.keys(files)).not.toContain('masks/a.png.png');
    expect(files['report.html']).toContain('moved');
  });

  it('ends when it is cancelled', async () => {
    const aborting = controller();
    const written = writeSet(
      getState(),
      { pictureIds: ['a', 'b', 'c'], archive: true, cover: [] },
      aborting.signal,
      () => aborting.abort(),
    );
    await expect(written).rejects.toMatchObject({ code: 'cancelled' });
    expect(asked(engine, 'loadPicture')).toHaveLength(1);
  });
});
