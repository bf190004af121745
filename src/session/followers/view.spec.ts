import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { showDmlnet } from '#src/session/testing/open-world-page';
import { settle } from '#src/session/testing/settle';
import type { TaughtClass } from '#src/store/open-world/open-world-slice';
import { getState, patchOpenWorld, patchPicture, patchSession, patchView } from '#src/store/store';
import { confirmDrawn, followView } from './view';

const LESSON = { shots: [], shotCount: 1, pixels: 1, distances: null, losses: [], time: 1 };
const DOG: TaughtClass = {
  name: 'dog',
  colour: '#66eeff',
  rule: { kind: 'head', weights: [1, 2], bias: [3] },
  ...LESSON,
};

let frame: (() => void)[] = [];
let stop = () => {};

/** Lets the frames come that were asked for. */
async function draw(): Promise<void> {
  const due = frame;
  frame = [];
  for (const run of due) run();
  await settle();
}

beforeEach(() => {
  frame = [];
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frame.push(run));
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

describe('the view of learnt classes', () => {
  it('is sent when they change, once, and only to panes of their network', async () => {
    const engine = showDmlnet();
    patchSession({ engineState: 'ready' });
    stop = followView();
    await draw();
    expect(engine.views.map(({ panes }) => panes[0]!.learnt)).toEqual([[]]);
    patchOpenWorld({ classes: [DOG] });
    await draw();
    expect(engine.views).toHaveLength(2);
    const sent = engine.views[1]!.panes[0]!.learnt;
    expect(sent).toMatchObject([{ name: 'dog', rule: { weights: [1, 2] } }]);
    // Equal numbers, and another part of the slice: nothing to draw.
    patchOpenWorld({ brush: 9 });
    patchView({ panelTab: 'measure' });
    await draw();
    expect(engine.views).toHaveLength(2);
    patchOpenWorld({ classes: [{ ...DOG, rule: { kind: 'head', weights: [1, 3], bias: [3] } }] });
    await draw();
    expect(engine.views).toHaveLength(3);
    patchView({ panes: [{ paneId: 'pane-1', methodId: 'entropy', layer: 'mask' }] });
    await draw();
    expect(engine.views[3]!.panes[0]!.learnt).toEqual([]);
  });
});

describe('the view', () => {
  it('is sent when the engine is ready, again to another one, and not when it is as it was', async () => {
    const engine = showDmlnet();
    patchSession({ engineState: 'starting' });
    stop = followView();
    await draw();
    expect(engine.views).toEqual([]);
    patchSession({ engineState: 'ready' });
    await draw();
    expect(engine.views).toHaveLength(1);
    patchSession({ engineState: 'recovering' });
    await draw();
    patchSession({ engineState: 'ready' });
    await draw();
    expect(engine.views).toHaveLength(1);
    patchSession({ generation: getState().session.generation + 1 });
    await draw();
    expect(engine.views).toHaveLength(2);
  });

  it('is drawn anew when the picture has come to another state, or no picture is shown', async () => {
    const engine = showDmlnet();
    patchSession({ engineState: 'ready' });
    stop = followView();
    await draw();
    patchPicture('a', { state: 'analysing' });
    await draw();
    patchPicture('b', { state: 'analysing' });
    await draw();
    expect(engine.views.map(({ pictureId }) => pictureId)).toEqual(['a', 'a']);
    patchView({ shownId: null });
    await draw();
    expect(engine.views[2]?.pictureId).toBeNull();
  });

  it('that the worker has drawn is known by its revision, the last 32 of them', async () => {
    const engine = showDmlnet();
    patchSession({ engineState: 'ready' });
    stop = followView();
    await draw();
    const drawn = () => getState().results.drawn;
    const [first] = engine.views;
    const { transform, canvas } = first!;
    confirmDrawn(first!.revision, 'b');
    expect(drawn()).toEqual({ pictureId: 'b', transform, canvas });
    expect(getState().results.drawnRevision).toBe(first!.revision);
    for (let step = 1; step <= 32; step++) {
      patchView({ canvas: { width: 64 + step, height: 36 } });
      await draw();
    }
    const revisions = engine.views.map(({ revision }) => revision);
    expect(revisions).toEqual(revisions.map((_, step) => first!.revision + step));
    confirmDrawn(revisions.at(-1)!, 'a');
    expect(drawn()?.canvas.width).toBe(96);
    confirmDrawn(revisions[1]!, 'a');
    expect(drawn()?.canvas.width).toBe(65);
    confirmDrawn(revisions[0]!, null);
    expect(drawn()).toMatchObject({ pictureId: null, canvas: { width: 65 } });
  });
});
