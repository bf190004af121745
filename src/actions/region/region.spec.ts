import { beforeEach, describe, expect, it } from 'vitest';
import { chooseTool } from '#src/actions/prompts/choose-tool';
import { chooseRegionTool } from '#src/actions/region/choose-region-tool';
import { clearRegion } from '#src/actions/region/clear-region';
import { finishRegionPolygon } from '#src/actions/region/finish-region-polygon';
import { redoRegion } from '#src/actions/region/redo-region';
import { removeRegionCorner } from '#src/actions/region/remove-region-corner';
import { startRegionDrag } from '#src/actions/region/start-region-drag';
import { stepBackFromRegion } from '#src/actions/region/step-back-from-region';
import { undoRegion } from '#src/actions/region/undo-region';
import { pixelsOf } from '#src/core/annotation/combine-masks';
import { encodeRle } from '#src/core/rle/coco-rle';
import { leavingOut, setMasks } from '#src/session/region/change-region';
import { showPicture } from '#src/session/show-picture';
import { openPictures } from '#src/session/testing/pictures-page';
import { leftOutOf } from '#src/store/labels/region-of-interest';
import { getState, patchPicture, patchPrompts, patchView } from '#src/store/store';

const SIZE = { width: 40, height: 20 };
const pixels = (id = 'a') => {
  const leftOut = leftOutOf(getState(), id);
  return leftOut ? pixelsOf(leftOut.mask) : 0;
};
const drag = (fromX: number, fromY: number, x: number, y: number) => {
  const drawing = startRegionDrag({ x: fromX, y: fromY }, 3);
  drawing?.move({ x, y });
  drawing?.end();
};
const click = (x: number, y: number) => startRegionDrag({ x, y }, 1)?.end();

beforeEach(() => {
  openPictures(['a', 'b', 'c']);
  const about = { format: 'PNG', notices: [] };
  for (const id of ['a', 'b']) patchPicture(id, { info: { ...SIZE, original: SIZE, ...about } });
  const other = { width: 20, height: 20 };
  patchPicture('c', { info: { ...other, original: other, ...about } });
  patchView({ shownId: 'a' });
  chooseRegionTool('rectangle');
});

describe('what is drawn is left out', () => {
  it('a rectangle at once, of all pictures of the size, and more with the next', () => {
    drag(0, 0, 40, 5);
    expect(['a', 'b', 'c'].map(pixels)).toEqual([200, 200, 0]);
    drag(10, 15, 0, 20);
    expect(pixels()).toBe(250);
    drag(5, 5, 5.5, 5.5); // no way
    expect(pixels()).toBe(250);
  });

  it('a polygon once it is closed, by its first corner or the key', () => {
    chooseRegionTool('polygon');
    click(0, 0);
    click(10, 0);
    finishRegionPolygon(); // of two corners it goes on
    click(10, 10);
    expect([pixels(), getState().region.stroke.length]).toEqual([0, 3]);
    click(0.5, 0.5);
    expect([pixels(), getState().region.stroke.length]).toEqual([45, 0]);
    for (const [x, y] of [
      [20, 0],
      [30, 0],
      [30, 10],
      [35, 10],
    ] as const)
      click(x, y);
    removeRegionCorner();
    finishRegionPolygon();
    expect(pixels()).toBe(90);
  });

  it('step by step undone and redone, and cleared as a step', () => {
    drag(0, 0, 40, 5);
    drag(0, 15, 40, 20);
    undoRegion();
    expect(pixels()).toBe(200);
    redoRegion();
    expect(pixels('b')).toBe(400);
    clearRegion();
    expect(leftOutOf(getState(), 'a')).toBeNull();
    undoRegion();
    expect(pixels()).toBe(400);
  });

  it('in addition to a mask of another size, which is there again when undone', () => {
    const fitting = encodeRle([1, 0], { width: 2, height: 1 });
    setMasks('', [{ name: 'roi.png', leftOut: leavingOut(fitting) }]);
    drag(30, 0, 40, 20);
    expect(pixels()).toBe(400 + 200);
    undoRegion();
    expect(leftOutOf(getState(), 'a')?.mask).toBe(fitting);
  });

  it('but never all of a picture', () => {
    drag(0, 0, 40, 5);
    drag(-5, -5, 50, 50);
    expect(pixels()).toBe(200);
    expect(getState().notices.list[0]?.text).toMatch(/leave nothing of the picture/);
    drag(-9, -9, -3, -3); // beside the picture there is nothing
    expect(getState().region.drawn[JSON.stringify(['', 40, 20])]?.past).toHaveLength(1);
  });
});

describe('the tool', () => {
  it('is put away by another tool, and puts that away', () => {
    const panes = getState().view.panes.map((pane, index) =>
      index === 0 ? { ...pane, methodId: 's2m' } : pane,
    );
    patchView({ panes });
    chooseTool('box');
    expect([getState().region.tool, getState().prompts.tool]).toEqual([null, 'box']);
    chooseRegionTool('polygon');
    expect([getState().region.tool, getState().prompts.tool]).toEqual(['polygon', null]);
    patchPrompts({ tool: null });
  });

  it('goes after what is being drawn', () => {
    chooseRegionTool('polygon');
    click(1, 1);
    stepBackFromRegion();
    expect(getState().region).toMatchObject({ tool: 'polygon', stroke: [] });
    stepBackFromRegion();
    expect(getState().region.tool).toBeNull();
    expect(startRegionDrag({ x: 1, y: 1 }, 1)).toBeNull();
  });

  it('leaves half a shape behind with its picture', () => {
    chooseRegionTool('polygon');
    click(1, 1);
    showPicture('c');
    expect(getState().region.stroke).toEqual([]);
  });

  it('forgets a drag that is cancelled', () => {
    const drawing = startRegionDrag({ x: 0, y: 0 }, 3);
    drawing?.move({ x: 40, y: 5 });
    expect(getState().region.stroke).toHaveLength(2);
    drawing?.cancel();
    expect([pixels(), getState().region.stroke.length]).toEqual([0, 0]);
  });
});
