import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setParameter } from '#src/actions/view/set-parameter';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { analyzeSelected } from '#src/session/analyze-picture';
import { followAnalysis } from '#src/session/followers/analysis';
import { dropPictures, holdPicture } from '#src/session/held-pictures';
import { asked, openPictures } from '#src/session/testing/pictures-page';
import { getState, patchPictures, patchView } from '#src/store/store';

let engine: FakeEngine;
let stop = () => {};

const analysed = () =>
  asked(engine, 'analyze').map(({ pictureId, settings }) => [pictureId, settings[0]?.methodId]);
const show = (methodId: string) =>
  patchView({
    panes: getState().view.panes.map((pane, index) => (index === 0 ? { ...pane, methodId } : pane)),
  });

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('reportError', (error: unknown) => expect.unreachable(String(error)));
  engine = openPictures(['a', 'b']);
  show('dmlnet');
  stop = followAnalysis();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the analysis', () => {
  it('begins when the picture has been decoded, once', async () => {
    await holdPicture('a');
    await vi.advanceTimersByTimeAsync(0);
    patchView({ outlines: false });
    await vi.advanceTimersByTimeAsync(1000);
    expect(analysed()).toEqual([['a', 'dmlnet']]);
    expect(getState().pictures.byId.a?.state).toBe('ready');
  });

  it('is left to one that is under way', async () => {
    await analyzeSelected();
    await vi.advanceTimersByTimeAsync(1000);
    expect(analysed()).toEqual([['a', 'dmlnet']]);
  });

  it('follows a method of another network at once', async () => {
    await analyzeSelected();
    show('rpl');
    await vi.advanceTimersByTimeAsync(0);
    expect(analysed()).toEqual([
      ['a', 'dmlnet'],
      ['a', 'rpl'],
    ]);
  });

  it('follows a parameter when its slider rests', async () => {
    await analyzeSelected();
    setParameter('dmlnet', 'score', 1);
    await vi.advanceTimersByTimeAsync(199);
    setParameter('dmlnet', 'score', 2);
    await vi.advanceTimersByTimeAsync(199);
    expect(analysed()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked(engine, 'analyze').map(({ settings }) => settings[0]?.parameters.score)).toEqual([
      0, 2,
    ]);
  });

  it('follows an edited word at once', async () => {
    show('vl4ad');
    await analyzeSelected();
    patchView({ words: { ...getState().view.words, ensemble: false } });
    await vi.advanceTimersByTimeAsync(0);
    expect(asked(engine, 'analyze').map(({ settings }) => settings[0]?.words?.ensemble)).toEqual([
      undefined,
      false,
    ]);
  });

  it('follows another picture at once, with what was set meanwhile', async () => {
    await analyzeSelected();
    await holdPicture('b');
    setParameter('dmlnet', 'score', 1);
    patchPictures({ selectedId: 'b' });
    await vi.advanceTimersByTimeAsync(0);
    expect(analysed()).toEqual([
      ['a', 'dmlnet'],
      ['b', 'dmlnet'],
    ]);
  });

  it('comes again for a picture that the worker has let go and was sent again', async () => {
    await analyzeSelected();
    dropPictures(['a']);
    await holdPicture('a');
    await vi.advanceTimersByTimeAsync(1000);
    expect(analysed()).toHaveLength(2);
  });

  it('asks nothing while no picture is selected, or none is decoded', async () => {
    patchPictures({ selectedId: null });
    show('rpl');
    patchPictures({ selectedId: 'a' });
    show('dmlnet');
    await vi.advanceTimersByTimeAsync(1000);
    expect(engine.calls).toEqual([]);
  });
});
