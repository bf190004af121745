import { beforeEach, expect, it, vi } from 'vitest';
import { markPicture } from '#src/actions/set/mark-picture';
import { showSheet } from '#src/actions/set/show-sheet';
import { AnomalensError } from '#src/core/errors';
import { createAnalysisEngine } from '#src/evaluation/analysis/testing/analysis-engine';
import type { OpenPicture } from '#src/evaluation/analysis/types';
import { setEngine } from '#src/session/current-engine';
import { currentExport } from '#src/session/current-export';
import { asked, openPictures } from '#src/session/testing/pictures-page';
import { getState, useStore } from '#src/store/store';
import { exportSet } from './export-set';

vi.hoisted(() => vi.stubGlobal('location', { search: '' }));
vi.mock('#src/evaluation/analysis/sheet/draw-tile', () => ({
  drawTile: async (_engine: unknown, _plan: unknown, open: OpenPicture) => ({
    picture: open.analysed.picture.name,
    image: 'data:,',
    width: 1,
    height: 1,
  }),
}));

const saved = vi.hoisted(() => ({ names: [] as string[] }));
vi.mock('#src/session/save-blob', () => ({
  saveBlob: (_blob: Blob, name: string) => saved.names.push(name),
}));

function open(overrides: Parameters<typeof createAnalysisEngine>[0] = {}) {
  openPictures(['a', 'b', 'c']);
  const engine = createAnalysisEngine(overrides);
  setEngine(engine);
  return engine;
}
const notices = () => getState().notices.list.map(({ text }) => text);

beforeEach(() => {
  saved.names = [];
});

it('all pictures are exported, the marked ones alone where the contact sheet shows them', async () => {
  const engine = open();
  await exportSet('archive');
  expect(asked(engine, 'loadPicture')).toHaveLength(3);
  showSheet(true);
  markPicture('b');
  await exportSet('report');
  expect(asked(engine, 'loadPicture').slice(3)).toMatchObject([{ source: { name: 'b.png' } }]);
  showSheet(false);
  await exportSet('report');
  expect(asked(engine, 'loadPicture')).toHaveLength(7);
  expect(saved.names).toEqual(['anomalens-set.zip', 'report.html', 'report.html']);
});

it('tells how far it is, and leaves the page free', async () => {
  open();
  const labels: string[] = [];
  const stop = useStore.subscribe(({ session }) => labels.push(session.activity?.label ?? ''));
  await exportSet('report');
  stop();
  expect([...new Set(labels)]).toEqual([
    'Analysing 1 of 3 pictures',
    'Analysing 2 of 3 pictures',
    'Analysing 3 of 3 pictures',
    '',
  ]);
  expect(currentExport.controller).toBeNull();
});

it('says how many pictures are missing', async () => {
  open({
    loadPicture: () => {
      throw new AnomalensError('picture-unreadable', 'It is damaged.');
    },
  });
  await exportSet('report');
  expect(saved.names).toEqual(['report.html']);
  expect(notices()).toContain('3 of 3 pictures could not be analysed; the report says why.');
});

it('a failure is told, a cancelled one is not', async () => {
  open({
    prepareModel: () => {
      throw new AnomalensError('model-damaged', 'The network is damaged.');
    },
  });
  await exportSet('report');
  expect(notices()).toContain('The export failed: The network is damaged.');
  open();
  const cancelled = exportSet('report');
  currentExport.controller?.abort();
  await cancelled;
  expect(notices()).toHaveLength(0);
  expect(saved.names).toEqual([]);
  expect(getState().session.activity).toBeNull();
});
