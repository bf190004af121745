import { beforeEach, describe, expect, it } from 'vitest';
import { chooseAnnotationTool } from '#src/actions/annotate/choose-annotation-tool';
import { nameDraft } from '#src/actions/annotate/name-draft';
import { removeShot } from '#src/actions/annotate/remove-shot';
import { startAnnotation } from '#src/actions/annotate/start-annotation';
import { setKind } from '#src/actions/open-world/set-kind';
import { AnomalensError } from '#src/core/errors';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import type { Lesson } from '#src/protocol/open-world';
import { forgetHeld } from '#src/session/held/record';
import { dismissNotice, runNoticeAction } from '#src/session/notices';
import { showProgress } from '#src/session/open-world/learning';
import { asked, showDmlnet } from '#src/session/testing/open-world-page';
import { settle } from '#src/session/testing/settle';
import { pictureSources } from '#src/store/files';
import { draftOf, draftProblem, learntOfPane } from '#src/store/open-world/open-world';
import { LEARNT_COLOURS } from '#src/store/open-world/open-world-slice';
import { fileSource } from '#src/store/picture-source';
import { getState, patchPictures, patchView, useStore } from '#src/store/store';
import { viewStateOf } from '#src/store/view-state';
import { cancelLearning } from './cancel-learning';
import { learnDraft } from './learn-draft';
import { learnLastAgain } from './learn-last-again';
import { removeLastClass } from './remove-last-class';
import { setRadius } from './set-radius';

let engine: FakeEngine;

/** Annotates some of pictures and gives the class a name. */
function annotate(name: string, ...pictures: string[]): void {
  chooseAnnotationTool('brush');
  for (const id of pictures) {
    patchView({ shownId: id });
    startAnnotation({ x: 20, y: 20 }, false)?.end();
  }
  nameDraft(name);
}

const classes = () => getState().openWorld.classes;

beforeEach(() => {
  engine = showDmlnet();
});

describe('learning a class', () => {
  it('collects every shot, learns from them and begins another draft', async () => {
    annotate(' dog ', 'a', 'b');
    const { shots } = draftOf(getState());
    await learnDraft();
    expect(asked(engine, 'collectShot')).toEqual([
      { shotId: shots[0]!.id, pictureId: 'a', mask: shots[0]!.mask },
      { shotId: shots[1]!.id, pictureId: 'b', mask: shots[1]!.mask },
    ]);
    expect(asked(engine, 'learnClass')).toEqual([
      { shotIds: shots.map(({ id }) => id), earlier: [], kind: 'prototype' },
    ]);
    expect(classes()).toMatchObject([
      { name: 'dog', colour: LEARNT_COLOURS[0], shots, shotCount: 2, pixels: 48, time: 5 },
    ]);
    expect(draftOf(getState())).toEqual({ name: '', colour: LEARNT_COLOURS[1], shots: [] });
    expect(getState().openWorld).toMatchObject({ learning: false, error: null });
    expect(getState().view.panes[0]!.layer).toBe('open-map');
  });

  it('tells a later class of the earlier ones, and a view of all; the reference stays until they change', async () => {
    annotate('dog', 'a');
    await learnDraft();
    setKind('head');
    annotate('cow', 'b');
    await learnDraft();
    expect(asked(engine, 'learnClass')[1]).toMatchObject({
      earlier: [{ kind: 'prototype' }],
      kind: 'head',
    });
    const [pane] = getState().view.panes;
    const learnt = learntOfPane(getState(), pane!);
    expect(learnt.map(({ name, rule }) => [name, rule.kind])).toEqual([
      ['dog', 'prototype'],
      ['cow', 'head'],
    ]);
    expect(Object.keys(learnt[0]!)).toEqual(['name', 'colour', 'rule']);
    patchView({ minArea: 3 });
    expect(learntOfPane(getState(), pane!)).toBe(learnt);
    expect(viewStateOf(getState())?.panes[0]?.learnt).toBe(learnt);
    setRadius(0, 99);
    expect(learntOfPane(getState(), pane!)[0]!.rule).toMatchObject({ radius: 50 });
    expect(learntOfPane(getState(), { ...pane!, methodId: 'entropy' })).toEqual([]);
  });

  it('says what is missing', async () => {
    expect(draftProblem(getState())).toBe('Give the class a name');
    nameDraft('dog');
    expect(draftProblem(getState())).toBe('Annotate at least one picture');
    await learnDraft();
    expect(getState().openWorld.error?.message).toBe('Annotate at least one picture.');
    annotate('dog', 'b');
    expect(draftProblem(getState())).toBeNull();
    const { a } = getState().pictures.byId;
    patchPictures({ order: ['a'], byId: { a: a! } });
    expect(draftProblem(getState())).toBe('Open b.png again: one of its shots is of that picture');
    await learnDraft();
    expect(engine.calls).toEqual([]);
  });

  it('collects once more when the worker has lost the shots, but only once', async () => {
    let failures = 1;
    const lost = () => {
      if (failures-- > 0) throw new AnomalensError('shot-unknown', 'It is gone.', true);
      return {
        rule: { kind: 'prototype', prototype: [1], radius: 1 },
        pixels: 1,
        distances: null,
        losses: [],
        time: 1,
      } as const;
    };
    engine = showDmlnet({ learnClass: () => ({ ...lost(), losses: [] }) });
    annotate('dog', 'a');
    await learnDraft();
    expect(asked(engine, 'collectShot')).toHaveLength(2);
    expect(classes()).toHaveLength(1);
    failures = 2;
    annotate('cow', 'a');
    await learnDraft();
    expect(getState().openWorld).toMatchObject({
      learning: false,
      error: { code: 'shot-unknown' },
    });
    expect(draftOf(getState())).toMatchObject({ name: 'cow' });
  });

  it('loads a picture that the worker no longer has', async () => {
    annotate('dog', 'b');
    forgetHeld('b');
    pictureSources.set('b', fileSource(new Blob([]), 'b.png'));
    await learnDraft();
    expect(engine.calls.map(({ name }) => name)).toEqual([
      'loadPicture',
      'collectShot',
      'learnClass',
    ]);
  });

  it('says which picture it reads, and passes on what the worker says until it is over', async () => {
    const told: unknown[] = [];
    const stop = useStore.subscribe(({ openWorld: { progress } }, before) => {
      if (progress !== before.openWorld.progress) told.push(progress);
    });
    const step = { phase: 'train', current: 12, total: 50 } as const;
    let answer: (lesson: Lesson) => void = () => {};
    engine = showDmlnet({ learnClass: () => new Promise((resolve) => (answer = resolve)) });
    annotate('dog', 'a', 'b');
    told.length = 0;
    showProgress(step); // nothing is being learnt
    const done = learnDraft();
    await settle();
    showProgress(step);
    answer({
      rule: { kind: 'prototype', prototype: [1], radius: 1 },
      pixels: 1,
      distances: null,
      losses: [],
      time: 1,
    });
    await done;
    showProgress(step);
    stop();
    const reading = (current: number) => ({ phase: 'collect', current, total: 2 });
    expect(told).toEqual([reading(1), reading(2), step, null]);
  });

  it('is cancelled without a word, and nothing changes meanwhile', async () => {
    let answer = () => {};
    engine = showDmlnet({
      collectShot: () => new Promise((resolve) => (answer = () => resolve({ pixels: 1 }))),
    });
    annotate('dog', 'a');
    const done = learnDraft();
    await settle();
    expect(getState().openWorld.learning).toBe(true);
    nameDraft('cow');
    expect(startAnnotation({ x: 5, y: 5 }, false)).toBeNull();
    cancelLearning();
    answer();
    await done;
    expect(getState().openWorld).toMatchObject({ learning: false, error: null, classes: [] });
    expect(draftOf(getState()).name).toBe('dog');
    expect(asked(engine, 'learnClass')).toEqual([]);
  });
});

describe('learnt classes', () => {
  it('are learnt again in the other way from their own shots, which the worker still has', async () => {
    annotate('dog', 'a');
    await learnDraft();
    setRadius(0, 0.3);
    await learnLastAgain('head');
    expect(asked(engine, 'collectShot')).toHaveLength(1);
    expect(asked(engine, 'learnClass')[1]).toMatchObject({ earlier: [], kind: 'head' });
    expect(classes()).toMatchObject([
      { name: 'dog', rule: { kind: 'head' }, losses: [2, 1], distances: null },
    ]);
    setRadius(0, 1);
    expect(classes()[0]!.rule.kind).toBe('head');
  });

  it('go from the last, can be taken back, and let their shots go with the notice', async () => {
    for (const name of ['dog', 'cow']) {
      annotate(name, 'a');
      await learnDraft();
    }
    const [dog, cow] = classes();
    removeLastClass();
    expect(classes()).toEqual([dog]);
    runNoticeAction(getState().notices.list[0]!);
    expect(classes()).toEqual([dog, cow]);
    removeLastClass();
    dismissNotice(getState().notices.list[0]!.id);
    await settle();
    expect(asked(engine, 'dropShots')).toEqual([{ shotIds: [cow!.shots[0]!.id] }]);
  });

  it('drop a shot that is removed, once it has been collected', async () => {
    annotate('dog', 'a', 'b');
    const [first] = draftOf(getState()).shots;
    engine = showDmlnet({
      learnClass: () => {
        throw new AnomalensError('out-of-memory', 'Too much.');
      },
    });
    annotate('dog', 'a', 'b');
    await learnDraft();
    const [shot] = draftOf(getState()).shots;
    removeShot(shot!.id);
    removeShot(first!.id);
    await settle();
    expect(asked(engine, 'dropShots')).toEqual([{ shotIds: [shot!.id] }]);
  });
});
