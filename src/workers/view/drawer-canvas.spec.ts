import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Compute, PaneDrawing } from '#src/gpu/compute';
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
  panes: [
    { paneId: 'p', settings: SETTINGS, layer: 'mask', threshold: 0.5, removal: null, learnt: [] },
  ],
  transform: { scale: 1, offsetX: 0, offsetY: 0 },
  canvas: { width: 8, height: 6 },
  minArea: 0,
  background: '#000000',
} as unknown as ViewState;

const told: { name: string; times?: object; code?: string; message?: string }[] = [];
const draw = vi.fn<Compute['draw']>();
let drawer: Drawer;
let pictures: PictureStore;
let fake: ReturnType<typeof createFakeModels>;

function drawerOn(parts: object = {}): Drawer {
  const tellPage = (name: string, notice: object) => told.push({ name, ...notice });
  const compute = { ...fake.context.compute, draw };
  const context = { ...fake.context, compute, pictures, tellPage, ...parts };
  return new Drawer(context as unknown as EngineContext);
}

/** A canvas that says which sizes it was given. */
function canvasOf(context: object | null = {}) {
  const sizes: string[] = [];
  const getContext = vi.fn((_kind: string) => context);
  const side = (name: string, first: number) => {
    let value = first;
    return {
      get: () => value,
      set: (next: number) => {
        sizes.push(`${name} ${next}`);
        value = next;
      },
    };
  };
  const canvas = Object.defineProperties({ getContext } as unknown as OffscreenCanvas, {
    width: side('width', 1),
    height: side('height', 6),
  });
  return { canvas, sizes, getContext };
}

async function show(change: Partial<ViewState> = {}): Promise<void> {
  const before = told.filter(({ name }) => name === 'drawn').length;
  drawer.show({ ...VIEW, ...change });
  await vi.waitFor(() =>
    expect(told.filter(({ name }) => name === 'drawn')).toHaveLength(before + 1),
  );
}

beforeEach(async () => {
  told.length = 0;
  draw.mockReset();
  fake = createFakeModels(['base']);
  await ensureScores(fake.context, fake.entry, [SETTINGS], {});
  pictures = new PictureStore();
  pictures.add('picture', fake.entry);
  drawer = drawerOn();
});
afterEach(() => vi.unstubAllGlobals());

describe('a canvas', () => {
  it('is left as it is while it would show the same', async () => {
    const { canvas } = canvasOf();
    drawer.attach('p', canvas);
    await show();
    const drawn = () => draw.mock.calls.length;
    const first = drawn();
    await show({ revision: 2 });
    expect(drawn()).toBe(first);
    const pane = VIEW.panes[0] as ViewState['panes'][number];
    const moved = { ...SETTINGS, parameters: { ...SETTINGS.parameters, temperature: 2 } };
    await show({ panes: [{ ...pane, opacity: 0.25 }] });
    expect(drawn()).toBe(first + 1);
    await show({ panes: [{ ...pane, opacity: 0.25, settings: moved }] });
    expect(drawn()).toBe(first + 2);
    await show({ pictureId: null });
    await show({ panes: [{ ...pane, opacity: 0.25, settings: moved }] });
    expect(drawn()).toBe(first + 3);
  });

  it('is drawn on at the size of the view, and only given one when that changes', async () => {
    const context = {};
    const { canvas, sizes, getContext } = canvasOf(context);
    drawer.attach('p', canvas);
    await show();
    await show({ canvas: { width: 8, height: 7 } });
    expect(getContext).toHaveBeenCalledWith('2d');
    expect(sizes).toEqual(['width 8', 'height 7']);
    expect(draw).toHaveBeenCalledTimes(2);
    const [target, drawing] = draw.mock.calls[1] as [object, PaneDrawing];
    expect(target).toBe(context);
    expect(drawing).toMatchObject({ canvas: { width: 8, height: 7 }, threshold: 0.5 });
    expect(Object.keys(told.find(({ name }) => name === 'drawn')?.times ?? {})).toEqual([
      'draw',
      'regions',
    ]);
  });

  it('is drawn on again when it is attached, and not any more once it is gone', async () => {
    drawer.redraw(); // before the first view
    await show();
    expect(draw).not.toHaveBeenCalled();
    drawer.attach('p', canvasOf().canvas);
    await vi.waitFor(() => expect(draw).toHaveBeenCalledTimes(1));
    drawer.detach('p');
    await show();
    expect(draw).toHaveBeenCalledTimes(1);
  });

  it('that gives no context is refused', () => {
    expect(() => drawer.attach('p', canvasOf(null).canvas)).toThrow(
      expect.objectContaining({ code: 'internal', message: 'The canvas has no 2D context.' }),
    );
  });

  it('of the device is set up for it', () => {
    const configure = vi.fn();
    const device = {} as GPUDevice;
    vi.stubGlobal('navigator', { gpu: { getPreferredCanvasFormat: () => 'bgra8unorm' } });
    const compute = { ...fake.context.compute, path: 'webgpu', draw };
    const { canvas, getContext } = canvasOf({ configure });
    drawerOn({ compute, device }).attach('p', canvas);
    expect(getContext).toHaveBeenCalledWith('webgpu');
    expect(configure).toHaveBeenCalledWith({ device, format: 'bgra8unorm', alphaMode: 'opaque' });
    expect(() => drawerOn({ compute, device }).attach('p', canvasOf(null).canvas)).toThrow(
      expect.objectContaining({ code: 'internal', message: 'The canvas has no WebGPU context.' }),
    );
  });

  it('of operations on the processor is 2D, whatever the network runs on', () => {
    const onDevice = canvasOf();
    drawerOn({ device: {} }).attach('p', onDevice.canvas);
    expect(onDevice.getContext).toHaveBeenCalledWith('2d');
    const without = canvasOf();
    const compute = { ...fake.context.compute, path: 'webgpu', draw };
    drawerOn({ compute }).attach('p', without.canvas);
    expect(without.getContext).toHaveBeenCalledWith('2d');
  });
});

describe('a view', () => {
  it('keeps its picture from making room for others', async () => {
    await show();
    expect(pictures.shownId).toBe('picture');
    await show({ pictureId: null });
    expect(pictures.shownId).toBeNull();
    expect(told.filter(({ name }) => name === 'regions')).toHaveLength(1);
  });

  it('that fails is confirmed too, and tells why', async () => {
    drawer.attach('p', canvasOf().canvas);
    draw.mockRejectedValue(new Error('the device is gone'));
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await show();
    await vi.waitFor(() => expect(told.at(-1)?.name).toBe('warning'));
    expect(told.map(({ name }) => name)).toEqual(['drawn', 'warning']);
    expect(told.at(-1)).toMatchObject({
      code: 'internal',
      message: expect.stringContaining('the device is gone'),
    });
  });

  it('with the score of other settings for the time being counts no regions', async () => {
    const rpl = (gamma: number) => settingsFor(methodById('rpl'), { gamma });
    const { context, entry } = createFakeModels(['rpl']);
    await ensureScores(context, entry, [rpl(1)], {});
    pictures.add('picture', entry);
    const [pane] = VIEW.panes as [ViewState['panes'][number]];
    drawer.attach('p', canvasOf().canvas);
    await show({ panes: [{ ...pane, settings: rpl(2) }] });
    expect(draw).toHaveBeenCalledOnce();
    expect(draw.mock.calls[0]?.[1].score).not.toBeNull();
    expect(told.filter(({ name }) => name === 'regions')).toEqual([]);
  });
});
