import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settle, showDmlnet } from '#src/session/testing/open-world-page';
import type { TaughtClass } from '#src/store/open-world/open-world-slice';
import { patchOpenWorld, patchSession, patchView } from '#src/store/store';
import { followView } from './view';

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
    patchView({ panelTab: 'metrics' });
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
