import { beforeEach, describe, expect, it } from 'vitest';
import { chooseAnnotationTool } from '#src/actions/annotate/choose-annotation-tool';
import { finishPolygon } from '#src/actions/annotate/finish-polygon';
import { redoAnnotation } from '#src/actions/annotate/redo-annotation';
import { removeLastCorner } from '#src/actions/annotate/remove-last-corner';
import { removeShot } from '#src/actions/annotate/remove-shot';
import { setBrush } from '#src/actions/annotate/set-brush';
import { startAnnotation } from '#src/actions/annotate/start-annotation';
import { undoAnnotation } from '#src/actions/annotate/undo-annotation';
import { decodeRle } from '#src/core/rle/coco-rle';
import { cancelStroke } from '#src/session/open-world/stroke';
import { SIZE, showDmlnet } from '#src/session/testing/open-world-page';
import { draftOf, shotOfShown } from '#src/store/open-world/open-world';
import { getState, patchView } from '#src/store/store';
import { scaleBrush } from './scale-brush';
import { drag, pixels, stroke } from './testing/drawing';

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
