import { afterEach, describe, expect, it, vi } from 'vitest';
import { removePictures } from '#src/actions/pictures/remove-pictures';
import { setPaused } from '#src/actions/set/set-paused';
import { AnomalensError } from '#src/core/errors';
import { ANSWERS } from '#src/engine-client/testing/fake-answers';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { analyzeSelected } from '#src/session/analyze-picture';
import { followChanges } from '#src/session/changes/follow-changes';
import { ask } from '#src/session/held-pictures';
import { asked, CRASH, failing, restart } from '#src/session/testing/pictures-page';
import {
  endSet,
  engine,
  looked,
  openSet,
  pass,
  select,
  showMethod,
} from '#src/session/testing/set-page';
import { entryOf, surveyError } from '#src/store/set/survey-terms';
import { setProgress } from '#src/store/set/wanted-survey';
import {
  getState,
  patchBenchmark,
  patchPicture,
  patchPictures,
  patchResults,
  patchSession,
  patchView,
} from '#src/store/store';

vi.hoisted(() => vi.stubGlobal('location', { search: '' }));

const IDS = ['a', 'b', 'c', 'd', 'e'];
const known = () => IDS.filter((id) => entryOf(getState(), id)?.survey);
/** Answers after a while. */
const slow =
  (milliseconds: number): typeof ANSWERS.survey =>
  async (params) => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    return ANSWERS.survey(params);
  };

afterEach(endSet);

describe('the looking at the set', () => {
  it('takes the shown picture, then its neighbours outwards, one at a time, each once', async () => {
    openSet(IDS, { survey: slow(100) });
    select('c');
    await pass(350);
    expect(looked()).toEqual(['c']);
    await pass(2000);
    expect(looked()).toEqual(['c', 'd', 'b', 'e', 'a']);
    expect(known()).toEqual(IDS);
  });

  it('follows the selection, after the picture under way', async () => {
    openSet(IDS, { survey: slow(1000) });
    await pass(350);
    select('e');
    await pass(1400);
    expect(looked()).toEqual(['a', 'e']);
    await pass(1000);
    expect(looked()).toEqual(['a', 'e', 'd']);
  });

  it('asks by the method and threshold shown, and brings the picture without holding it', async () => {
    openSet(['a']);
    patchView({ thresholds: { 'max-entropy': 0.7 } });
    await pass();
    expect(asked(engine, 'survey')).toMatchObject([
      { settings: { methodId: 'max-entropy' }, threshold: 0.7, source: { name: 'drive 0 s' } },
    ]);
    expect(asked(engine, 'loadPicture')).toEqual([]);
  });

  it('takes one look of each where the stage takes two, at the default threshold of one', async () => {
    openSet(['a']);
    patchView({ parameters: { 'max-entropy': { looks: 2 } } });
    await pass();
    expect(asked(engine, 'survey')).toMatchObject([
      {
        settings: settingsFor(methodById('max-entropy')),
        threshold: methodById('max-entropy').defaultThreshold,
      },
    ]);
    patchView({ parameters: {} });
    await pass();
    expect(looked()).toEqual(['a']);
  });

  it('waits for the first drawing, the network, what else is asked, and the benchmark', async () => {
    openSet(['a', 'b']);
    const { drawn } = getState().results;
    const { models } = getState().session;
    patchResults({ drawn: null });
    await pass();
    patchResults({ drawn });
    patchSession({ models: {} });
    await pass();
    patchSession({ models, activity: { label: 'Analysing', cancellable: true } });
    await pass();
    patchSession({ activity: null });
    patchBenchmark({ runState: 'running' });
    await pass();
    expect(looked()).toEqual([]);
    patchBenchmark({ runState: 'idle' });
    await pass(1000);
    expect(looked()).toEqual(['a', 'b']);
  });

  it('rests while something is asked or a hand is on the stage', async () => {
    openSet(['a'], {
      listModels: async () => {
        await new Promise((resolve) => setTimeout(resolve, 2000));
        return [];
      },
    });
    for (let step = 1; step < 10; step++) {
      patchView({ minArea: step });
      await pass(200);
    }
    expect(looked()).toEqual([]);
    await pass();
    expect(looked()).toEqual(['a']);
    void ask('listModels', {});
    showMethod('entropy');
    await pass(2000);
    expect(looked()).toEqual(['a']);
    await pass();
    expect(looked()).toEqual(['a', 'a']);
  });

  it('leaves out pictures that are not decoded or cannot be', async () => {
    openSet(['a', 'b', 'c']);
    patchPicture('b', {
      state: 'failed',
      error: { code: 'picture-unreadable', message: 'Broken.', retryable: false },
    });
    patchPicture('c', { state: 'queued' });
    await pass(1000);
    expect(looked()).toEqual(['a']);
    expect(setProgress(getState())).toMatchObject({ total: 3, done: 2, failed: 1 });
    patchPicture('c', { state: 'loaded' });
    await pass(1000);
    expect(looked()).toEqual(['a', 'c']);
  });
});

describe('a pause', () => {
  it('lets the picture under way finish, and goes on where it was', async () => {
    openSet(IDS, { survey: slow(100) });
    await pass(350);
    setPaused(true);
    await pass(2000);
    expect(known()).toEqual(['a']);
    setPaused(false);
    await pass(2000);
    expect(looked()).toEqual(IDS);
  });
});

describe('another method', () => {
  it('begins anew, shows nothing of the former one, and keeps that', async () => {
    openSet(['a', 'b']);
    await pass(1000);
    showMethod('entropy');
    expect(entryOf(getState(), 'b')).toBeNull();
    await pass(1000);
    expect(looked()).toEqual(['a', 'b', 'a', 'b']);
    showMethod('max-entropy');
    expect(entryOf(getState(), 'b')?.survey).not.toBeNull();
    await pass(1000);
    expect(looked()).toHaveLength(4);
  });

  it('keeps the last two alone, and an answer that comes late is not taken for its own', async () => {
    openSet(['a'], { survey: slow(500) });
    await pass(350);
    showMethod('entropy');
    await pass(300);
    expect(entryOf(getState(), 'a')).toBeNull();
    for (const methodId of ['entropy', 'msp']) {
      showMethod(methodId);
      await pass(2000);
    }
    expect(getState().set.byPicture.a).toHaveLength(2);
  });
});

describe('what goes wrong', () => {
  const BROKEN = new AnomalensError('out-of-memory', 'Too large.', true);

  it('with one picture stands at it, and the others go on', async () => {
    openSet(['a', 'b', 'c'], {
      survey: (params) => {
        if (params.pictureId === 'b') throw BROKEN;
        return ANSWERS.survey(params);
      },
    });
    await pass(1500);
    expect(looked()).toEqual(['a', 'b', 'c']);
    expect(surveyError(getState(), 'b')).toMatchObject({ message: 'Too large.' });
    expect(setProgress(getState())).toMatchObject({ total: 3, done: 3, failed: 1 });
  });

  it('is tried again when the picture is selected', async () => {
    openSet(['a', 'b'], { survey: failing(2, BROKEN, ANSWERS.survey) });
    await pass(1000);
    patchPictures({ selectedId: 'b' });
    await analyzeSelected();
    expect(surveyError(getState(), 'b')).toBeNull();
  });

  it('is no second question where the analysis failed already', async () => {
    openSet(['a', 'b'], {
      analyze: () => {
        throw BROKEN;
      },
    });
    await analyzeSelected();
    showMethod('max-entropy');
    patchPicture('a', { state: 'ready' });
    await pass(1000);
    expect(looked()).toEqual(['b']);
    expect(surveyError(getState(), 'a')).toMatchObject({ message: 'Too large.' });
  });

  it('with the worker: the picture under way is asked again', async () => {
    openSet(['a', 'b'], { survey: failing(1, CRASH, ANSWERS.survey) });
    await pass(310);
    await restart(engine);
    await pass(1500);
    expect(looked()).toEqual(['a', 'a', 'b']);
    expect(setProgress(getState())).toMatchObject({ done: 2, failed: 0 });
  });

  it('with two workers: the picture is refused, for the stage too, and the next goes on', async () => {
    openSet(['a', 'b'], {
      survey: (params) => {
        if (params.pictureId === 'a') throw CRASH;
        return ANSWERS.survey(params);
      },
    });
    await pass(310);
    await restart(engine);
    await pass(1500);
    expect(looked()).toEqual(['a', 'a', 'b']);
    expect(surveyError(getState(), 'a')).toMatchObject({ code: 'engine-ended' });
    const { settings } = asked(engine, 'survey')[0] ?? {};
    const others = settings ? [settings, { ...settings, methodId: 'msp' }] : [];
    await expect(ask('analyze', { pictureId: 'a', settings: others })).rejects.toMatchObject({
      code: 'engine-ended',
    });
  });
});

describe('a picture that is removed', () => {
  it('while it is looked at leaves nothing', async () => {
    openSet(['a', 'b'], { survey: slow(1000) });
    await pass(350);
    removePictures(['a']);
    await pass(3000);
    expect(getState().set.byPicture.a).toBeUndefined();
  });

  it('takes its numbers with it once that cannot be undone', async () => {
    openSet(['a', 'b']);
    await pass(1000);
    vi.stubGlobal('addEventListener', () => undefined);
    const stop = followChanges();
    removePictures(['b']);
    expect(getState().set.byPicture.b).toHaveLength(1);
    for (let step = 0; step < 100; step++) patchView({ layout: step % 2 === 0 ? 'two' : 'single' });
    expect(getState().set.byPicture.b).toBeUndefined();
    stop();
  });
});

describe('the time that is left', () => {
  it('is the running mean of what took a run, times what is left', async () => {
    openSet(IDS, { survey: slow(1000) });
    await pass(1350);
    expect(setProgress(getState()).millisecondsLeft).toBeNull(); // what is shown took no run
    await pass(1000);
    const { done, millisecondsLeft } = setProgress(getState());
    expect(done).toBe(2);
    expect(millisecondsLeft).toBeCloseTo(3000, -2);
  });
});
