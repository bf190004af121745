import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { setPanes } from '#src/session/prompts/set-panes';
import { asked, showDmlnet } from '#src/session/testing/open-world-page';
import { settle } from '#src/session/testing/settle';
import { getState, patchSession, patchView } from '#src/store/store';
import { attachPane } from './attach-pane';
import { setPane } from './set-pane';

const methodIds = () => getState().view.panes.map(({ methodId }) => methodId);

describe('what panes show', () => {
  beforeEach(() => {
    showDmlnet();
    patchView({ highlightedRegion: 3, activePane: 0 });
  });

  it('a pane that is set becomes the active one, and no region stays highlighted', () => {
    const before = getState().view.panes;
    setPane(1, { methodId: 'entropy' });
    expect(methodIds()).toEqual(['dmlnet', 'entropy', 'dmlnet', 'dmlnet']);
    expect(getState().view.panes[1]?.layer).toBe(before[1]?.layer);
    expect(getState().view).toMatchObject({ activePane: 1, highlightedRegion: null });
  });

  it('several panes are set at once, and the active one stays', () => {
    const before = getState().view.panes;
    setPanes({ 1: { methodId: 'entropy' }, 3: { methodId: 's2m' } });
    expect(methodIds()).toEqual(['dmlnet', 'entropy', 'dmlnet', 's2m']);
    expect(getState().view.panes[3]?.paneId).toBe(before[3]?.paneId);
    expect(getState().view).toMatchObject({ activePane: 0, highlightedRegion: null });
  });
});

describe('the canvas of a pane', () => {
  const canvasOf = () => {
    const canvas = {};
    const transferControlToOffscreen = vi.fn(() => canvas);
    return { canvas, element: { transferControlToOffscreen } as unknown as HTMLCanvasElement };
  };
  const refusing = () =>
    showDmlnet({
      attachPane: () => {
        throw new AnomalensError('option-invalid', 'No context.');
      },
    });
  const texts = () => getState().notices.list.map(({ kind, text }) => `${kind}: ${text}`);

  it('goes to the worker once', async () => {
    const engine = showDmlnet();
    const { canvas, element } = canvasOf();
    attachPane('pane-1', element);
    attachPane('pane-1', element);
    await settle();
    expect(asked(engine, 'attachPane')).toEqual([{ paneId: 'pane-1', canvas }]);
  });

  it('that the worker refuses is an error, unless the worker itself went down', async () => {
    refusing();
    patchSession({ engineState: 'recovering' });
    attachPane('pane-1', canvasOf().element);
    await settle();
    expect(texts()).toEqual([]);
    patchSession({ engineState: 'ready' });
    attachPane('pane-1', canvasOf().element);
    await settle();
    expect(texts()).toEqual(['error: No context.']);
  });
});
