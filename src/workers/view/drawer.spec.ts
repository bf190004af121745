import { beforeEach, describe, expect, it, vi } from 'vitest';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { ViewState } from '#src/protocol/view';
import { ensureScores } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import { PictureStore } from '#src/workers/state/picture-store';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { Drawer } from './drawer';

const SETTINGS = settingsFor(methodById('entropy'));
const VIEW = {
  revision: 1,
  pictureId: 'picture',
  panes: [{ paneId: 'p', settings: SETTINGS, layer: 'mask', threshold: 0.5, removal: null }],
  transform: { scale: 1, x: 0, y: 0 },
  canvas: { width: 8, height: 8 },
  minArea: 0,
} as unknown as ViewState;

/** What the page is told, by name; what of it is no drawing is reported too. */
let told: { name: string; revision?: number }[];
let drawer: Drawer;
let pictures: PictureStore;
let context: EngineContext;

const lastDrawn = () => told.findLast(({ name }) => name === 'drawn');

async function show(change: Partial<ViewState>): Promise<void> {
  const revision = told.filter(({ name }) => name === 'drawn').length + 1;
  drawer.show({ ...VIEW, ...change, revision });
  await vi.waitFor(() => expect(lastDrawn()).toMatchObject({ revision }));
}

const reports = () => told.filter(({ name }) => name === 'regions').length;

beforeEach(async () => {
  told = [];
  const fake = createFakeModels(['base']);
  const { entry } = fake;
  context = fake.context;
  await ensureScores(context, entry, [SETTINGS], {});
  pictures = new PictureStore();
  pictures.add('picture', entry);
  const tellPage = (name: string, notice: object) => told.push({ name, ...notice });
  drawer = new Drawer({ ...context, pictures, tellPage } as unknown as EngineContext);
});

describe('a drawing', () => {
  it('reports the regions of a pane once, however often it is panned', async () => {
    await show({});
    await show({ transform: { scale: 2, x: 5, y: 5 } as unknown as ViewState['transform'] });
    await show({ canvas: { width: 9, height: 9 } });
    expect(reports()).toBe(1);
  });

  it('reports them again for another threshold or smallest area, and when they come back', async () => {
    const pane = VIEW.panes[0] as ViewState['panes'][number];
    await show({});
    await show({ panes: [{ ...pane, threshold: 0.6 }] });
    await show({ panes: [{ ...pane, threshold: 0.6 }], minArea: 4 });
    await show({});
    expect(reports()).toBe(4);
  });

  it('reports them to a pane that was taken away and is back', async () => {
    await show({});
    drawer.detach('p');
    await show({});
    expect(reports()).toBe(2);
  });

  it('reports none while the network of a method has not run', async () => {
    const pane = VIEW.panes[0] as ViewState['panes'][number];
    const other = settingsFor(methodById('max-entropy'));
    await show({ panes: [{ ...pane, settings: other }] });
    expect(reports()).toBe(0);
  });

  it('is confirmed even where there is no picture', async () => {
    await show({ pictureId: 'unknown' });
    expect(told).toMatchObject([{ name: 'drawn', revision: 1, pictureId: null }]);
  });

  it('says which picture the canvases hold, whatever was asked for', async () => {
    await show({});
    expect(lastDrawn()).toMatchObject({ pictureId: 'picture' });
    for (const pictureId of ['unknown', null]) {
      await show({ pictureId });
      expect(lastDrawn()).toMatchObject({ pictureId: 'picture' });
    }
  });

  it('that fails leaves the canvases with a part of a picture, unless it was there before', async () => {
    await show({ panes: [] });
    const broken = { ...VIEW.panes[0], settings: null } as unknown as ViewState['panes'][number];
    await show({ panes: [broken] });
    expect(lastDrawn()).toMatchObject({ pictureId: 'picture' });
    pictures.add('other', pictures.get('picture'));
    await show({ pictureId: 'other', panes: [broken] });
    expect(lastDrawn()).toMatchObject({ pictureId: null });
  });
});
