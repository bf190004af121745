import { beforeEach, describe, expect, it } from 'vitest';
import { annotateHighlighted } from '#src/actions/annotate/annotate-highlighted';
import { chooseAnnotationTool } from '#src/actions/annotate/choose-annotation-tool';
import { colourDraft } from '#src/actions/annotate/colour-draft';
import { finishPolygon } from '#src/actions/annotate/finish-polygon';
import { nameDraft } from '#src/actions/annotate/name-draft';
import { redoAnnotation } from '#src/actions/annotate/redo-annotation';
import { removeLastCorner } from '#src/actions/annotate/remove-last-corner';
import { removeShot } from '#src/actions/annotate/remove-shot';
import { setBrush } from '#src/actions/annotate/set-brush';
import { startAnnotation } from '#src/actions/annotate/start-annotation';
import { toggleAnnotationTool } from '#src/actions/annotate/toggle-annotation-tool';
import { undoAnnotation } from '#src/actions/annotate/undo-annotation';
import { chooseTool } from '#src/actions/prompts/choose-tool';
import { AnomalensError } from '#src/core/errors';
import { decodeRle } from '#src/core/rle/coco-rle';
import { cancelStroke } from '#src/session/open-world/stroke';
import { asked, SIZE, settle, showDmlnet } from '#src/session/testing/open-world-page';
import { activeAnnotationTool, draftOf, shotOfShown } from '#src/store/open-world/open-world';
import type { AnnotationTool } from '#src/store/open-world/open-world-slice';
import { activeTool } from '#src/store/prompts';
import { getState, patchView } from '#src/store/store';
import { scaleBrush } from './scale-brush';

const pixels = () => shotOfShown(getState())?.pixels ?? 0;
const stroke = () => getState().openWorld.stroke;

function drag(places: readonly (readonly [number, number])[], shift = false): void {
  const [first, ...others] = places.map(([x, y]) => ({ x, y }));
  const gesture = startAnnotation(first!, shift, 3);
  for (const place of others) gesture?.move(place);
  gesture?.end();
}

beforeEach(() => {
  showDmlnet();
});

describe('the brush', () => {
  beforeEach(() => {
    chooseAnnotationTool('brush');
    setBrush(4);
  });

  it('annotates its way, which is one step to undo', () => {
    drag([
      [10, 10],
      [20, 10],
    ]);
    const painted = pixels();
    expect(painted).toBeGreaterThan(40);
    const mask = decodeRle(shotOfShown(getState())?.mask ?? { size: [0, 0], counts: '' });
    expect([mask[9 * 64 + 15], mask[12 * 64 + 15]]).toEqual([1, 0]);
    drag([[40, 20]]);
    expect(pixels()).toBeGreaterThan(painted);
    undoAnnotation();
    expect(pixels()).toBe(painted);
    undoAnnotation();
    expect(shotOfShown(getState())).toBeNull();
    redoAnnotation();
    expect(pixels()).toBe(painted);
  });

  it('erases with Shift, and the eraser does so without; the shot goes with its last pixel', () => {
    drag([
      [10, 10],
      [20, 10],
    ]);
    const painted = pixels();
    drag([[15, 10]], true);
    expect(pixels()).toBeLessThan(painted);
    chooseAnnotationTool('eraser');
    setBrush(40);
    drag([[15, 10]]);
    expect(draftOf(getState()).shots).toEqual([]);
  });

  it('shows what is drawn before it counts, and takes it back', () => {
    const gesture = startAnnotation({ x: 10, y: 10 }, false);
    gesture?.move({ x: 20, y: 10 });
    expect(stroke()).toHaveLength(2);
    expect(cancelStroke()).toBe(true);
    gesture?.move({ x: 30, y: 10 });
    gesture?.end();
    expect(stroke()).toEqual([]);
    expect(pixels()).toBe(0);
    expect(cancelStroke()).toBe(false);
  });

  it('gets wider and thinner by at least a pixel, between its limits', () => {
    setBrush(2);
    scaleBrush(1);
    expect(getState().openWorld.brush).toBe(3);
    for (let step = 0; step < 40; step++) scaleBrush(1);
    expect(getState().openWorld.brush).toBe(200);
    for (let step = 0; step < 40; step++) scaleBrush(-1);
    expect(getState().openWorld.brush).toBe(2);
  });

  it('keeps one shot per picture', () => {
    drag([[10, 10]]);
    patchView({ shownId: 'b' });
    expect(pixels()).toBe(0);
    drag([[12, 12]]);
    drag([[30, 12]]);
    const { shots } = draftOf(getState());
    expect(shots.map(({ picture }) => picture)).toEqual([
      { name: 'a.png', identity: 'identity of a', ...SIZE },
      { name: 'b.png', identity: 'identity of b', ...SIZE },
    ]);
    removeShot(shots[0]!.id);
    expect(draftOf(getState()).shots).toEqual([shots[1]]);
  });
});

describe('the polygon', () => {
  beforeEach(() => chooseAnnotationTool('polygon'));
  const SQUARE = [
    [10, 10],
    [20, 10],
    [20, 20],
    [10, 20],
  ] as const;

  it('closes on its first corner', () => {
    for (const corner of SQUARE) drag([corner]);
    expect(stroke()).toHaveLength(4);
    drag([[11, 9]]);
    expect(stroke()).toEqual([]);
    expect(pixels()).toBe(100);
  });

  it('closes by a double click, which sets one corner', () => {
    for (const corner of SQUARE) drag([corner]);
    drag([[10, 20]]);
    expect(pixels()).toBe(100);
    drag([[30, 10]]);
    drag([[30, 10]]);
    expect(stroke()).toHaveLength(1);
  });

  it('closes by key, and takes away with Shift', () => {
    for (const corner of SQUARE) drag([corner]);
    finishPolygon();
    for (const [x, y] of SQUARE) drag([[x, y - 5]]);
    finishPolygon(true);
    expect(pixels()).toBe(50);
  });

  it('loses its last corner, or all; fewer than three are not closed', () => {
    for (const corner of SQUARE.slice(0, 3)) drag([corner]);
    removeLastCorner();
    finishPolygon();
    expect(stroke()).toHaveLength(2);
    expect(cancelStroke()).toBe(true);
    expect(stroke()).toEqual([]);
    expect(pixels()).toBe(0);
  });

  it('has a corner that follows the pointer until it is up, and goes with a second finger', () => {
    drag([
      [10, 10],
      [14, 12],
    ]);
    expect(stroke()).toEqual([{ x: 14, y: 12 }]);
    const gesture = startAnnotation({ x: 30, y: 30 }, false, 3);
    gesture?.cancel();
    expect(stroke()).toEqual([{ x: 14, y: 12 }]);
  });
});

describe('objects that the worker finds', () => {
  it('are the region under a click, with what tells the regions of the pane', async () => {
    const engine = showDmlnet();
    patchView({ minArea: 7, thresholds: { dmlnet: 0.25 } });
    chooseAnnotationTool('region');
    drag([[12.7, 6.2]]);
    await settle();
    expect(asked(engine, 'annotationMask')).toMatchObject([
      {
        pictureId: 'a',
        source: {
          kind: 'region',
          x: 12,
          y: 6,
          minArea: 7,
          threshold: 0.25,
          removal: null,
          settings: { methodId: 'dmlnet' },
        },
      },
    ]);
    expect(pixels()).toBe(24);
    drag([[12, 6]], true);
    await settle();
    expect(pixels()).toBe(0);
    drag([[-1, 6]]);
    expect(asked(engine, 'annotationMask')).toHaveLength(2);
  });

  it('are what a box holds; the box stays until then', async () => {
    const engine = showDmlnet();
    chooseAnnotationTool('box');
    drag([
      [20, 12],
      [8, 4],
    ]);
    expect(stroke()).toHaveLength(2);
    expect(getState().openWorld.asking).toBe(1);
    await settle();
    expect(asked(engine, 'annotationMask')[0]!.source).toMatchObject({
      kind: 'prompt',
      prompt: { box: { x: 8, y: 4, width: 12, height: 8 }, points: [] },
    });
    expect({ stroke: stroke(), asking: getState().openWorld.asking, pixels: pixels() }).toEqual({
      stroke: [],
      asking: 0,
      pixels: 24,
    });
    drag([[20, 12]]);
    expect(asked(engine, 'annotationMask')).toHaveLength(1);
  });

  it('are the region chosen in the table, by key', async () => {
    const engine = showDmlnet();
    chooseAnnotationTool('region');
    annotateHighlighted(false);
    patchView({ highlightedRegion: 2 });
    annotateHighlighted(false);
    await settle();
    expect(asked(engine, 'annotationMask').map(({ source }) => source)).toMatchObject([
      { kind: 'listed-region', id: 2 },
    ]);
    expect(pixels()).toBe(24);
  });

  it('belong to the picture that was asked about', async () => {
    chooseAnnotationTool('region');
    drag([[12, 6]]);
    patchView({ shownId: 'b' });
    await settle();
    expect(draftOf(getState()).shots.map(({ picture }) => picture.name)).toEqual(['a.png']);
  });

  it('are not added once they are no longer wanted', async () => {
    chooseAnnotationTool('box');
    drag([
      [8, 4],
      [20, 12],
    ]);
    expect(cancelStroke()).toBe(true);
    await settle();
    expect({
      pixels: pixels(),
      asking: getState().openWorld.asking,
      error: getState().openWorld.error,
    }).toEqual({
      pixels: 0,
      asking: 0,
      error: null,
    });
  });

  it('that cannot be found say so', async () => {
    showDmlnet({ annotationMask: () => ({ mask: null }) });
    chooseAnnotationTool('region');
    drag([[12, 6]]);
    await settle();
    expect(getState().notices.list.map(({ text }) => text)).toEqual([
      'There is no region above the threshold at this place.',
    ]);
    showDmlnet({
      annotationMask: () => {
        throw new AnomalensError('model-download', 'No network.');
      },
    });
    chooseAnnotationTool('box');
    drag([
      [8, 4],
      [20, 12],
    ]);
    await settle();
    expect(getState().notices.list.at(-1)).toMatchObject({
      kind: 'error',
      text: expect.stringContaining('No network.'),
    });
    expect(stroke()).toEqual([]);
  });
});

describe('one tool at a time', () => {
  it('a tool for prompts puts that for annotating away, and the other way round', () => {
    const [first, second, ...others] = getState().view.panes;
    patchView({ panes: [first!, { ...second!, methodId: 's2m' }, ...others], layout: 'two' });
    toggleAnnotationTool('brush');
    expect(activeAnnotationTool(getState())).toBe('brush');
    chooseTool('box');
    expect([activeAnnotationTool(getState()), activeTool(getState())]).toEqual([null, 'box']);
    toggleAnnotationTool('polygon');
    expect([activeAnnotationTool(getState()), activeTool(getState())]).toEqual(['polygon', null]);
    toggleAnnotationTool('polygon');
    expect(activeAnnotationTool(getState())).toBeNull();
  });

  it('there is none without a pane of the network that learns', () => {
    patchView({ panes: getState().view.panes.map((pane) => ({ ...pane, methodId: 'entropy' })) });
    for (const tool of ['region', 'brush'] satisfies AnnotationTool[]) chooseAnnotationTool(tool);
    expect(activeAnnotationTool(getState())).toBeNull();
    expect(startAnnotation({ x: 1, y: 1 }, false)).toBeNull();
  });
});

describe('the draft', () => {
  it('is named letter by letter in one step', () => {
    colourDraft('#123456');
    for (const name of ['d', 'do', 'dog']) nameDraft(name);
    undoAnnotation();
    expect(draftOf(getState())).toMatchObject({ name: '', colour: '#123456' });
  });
});
