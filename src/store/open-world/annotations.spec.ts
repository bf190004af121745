import { beforeEach, describe, expect, it } from 'vitest';
import { startHistory } from '#src/core/history';
import type { TrainingLabels } from '#src/protocol/open-world';
import { initialState } from '#src/store/initial-state';
import type { ListedPicture, State } from '#src/store/state';
import {
  canShowTrainingLabels,
  draftProblem,
  learntClasses,
  learntOfPane,
  openPictureOf,
  shotOf,
  shotOfId,
  shotOfShown,
  shotsProblem,
  shotToLabel,
  trainingLabelsOfPane,
} from './open-world';
import { emptyDraft, LEARNT_COLOURS, type Shot, type TaughtClass } from './open-world-slice';

const shot = (id: string, identity: string): Shot => ({
  id,
  picture: { name: `${identity}.png`, identity, width: 2, height: 2 },
  mask: { size: [2, 2], counts: '04' },
  pixels: 4,
});
const taught = (name: string, shots: Shot[] = []): TaughtClass => ({
  name,
  colour: '#66eeff',
  rule: { kind: 'prototype', prototype: [1], radius: 1 },
  pixels: 4,
  shots,
  shotCount: shots.length,
  distances: null,
  losses: [],
  time: 0,
});
const picture = (id: string, identity: string | null) => ({ id, identity }) as ListedPicture;

let state: State;
const draft = (name: string, shots: Shot[]) => {
  state.openWorld.draft = startHistory({ name, colour: '#ee6600', shots });
};
const panes = (...methodIds: string[]) =>
  methodIds.map((methodId, i) => ({ paneId: `pane-${i + 1}`, methodId, layer: 'mask' as const }));
const DMLNET = { paneId: 'pane-1', methodId: 'dmlnet', layer: 'mask' as const };

/** Pictures `a` and `b` are open, `b` is shown in a pane whose network learns. */
beforeEach(() => {
  state = initialState();
  state.view.panes = panes('dmlnet', 'rpl');
  state.view.shownId = 'b';
  state.pictures.order = ['a', 'b'];
  state.pictures.byId = { a: picture('a', 'one'), b: picture('b', 'two') };
});

describe('shots', () => {
  it('are found by the identity of their picture, not by its place in the list', () => {
    draft('dog', [shot('s', 'one'), shot('t', 'two')]);
    expect(shotOf(state, picture('x', 'one'))?.id).toBe('s');
    expect(shotOfShown(state)?.id).toBe('t');
    expect(shotOf(state, picture('x', null))).toBeNull();
    expect(shotOf(state, null)).toBeNull();
    expect(openPictureOf(state, shot('u', 'two'))).toBe('b');
    expect(openPictureOf(state, shot('u', 'three'))).toBeNull();
  });

  it('are found by their id in the draft and in what was learnt', () => {
    draft('dog', [shot('s', 'one')]);
    state.openWorld.classes = [taught('cow', [shot('t', 'two')])];
    expect([shotOfId(state, 's')?.id, shotOfId(state, 't')?.id]).toEqual(['s', 't']);
    expect(shotOfId(state, 'gone')).toBeNull();
  });
});

describe('a draft', () => {
  it.each<[string, string, Shot[], string | null]>([
    ['has no name', '  ', [shot('s', 'one')], 'Give the class a name'],
    ['is called as another', ' cow ', [shot('s', 'one')], 'There is a class of this name already'],
    ['has no shots', 'dog', [], 'Annotate at least one picture'],
    [
      'is of a picture that is not open',
      'dog',
      [shot('s', 'one'), shot('t', 'gone')],
      'Open gone.png again: one of its shots is of that picture',
    ],
    ['has all it needs', 'dog', [shot('s', 'one')], null],
  ])('that %s says so', (_, name, shots, problem) => {
    state.openWorld.classes = [taught('cow'), taught('sheep')];
    draft(name, shots);
    expect(draftProblem(state)).toBe(problem);
  });

  it('has no problem with its shots while all their pictures are open', () => {
    expect(shotsProblem(state, [shot('s', 'one'), shot('t', 'two')])).toBeNull();
    expect(shotsProblem(state, [])).toBeNull();
  });

  it('takes the first colour that is free, and begins again when none is', () => {
    const [first, second] = LEARNT_COLOURS;
    expect(emptyDraft([])).toEqual({ name: '', colour: first, shots: [] });
    expect(emptyDraft([{ colour: first }]).colour).toBe(second);
    expect(emptyDraft([{ colour: second }]).colour).toBe(first);
    const all = LEARNT_COLOURS.map((colour) => ({ colour }));
    expect(emptyDraft([...all, { colour: first }]).colour).toBe(second);
  });
});

describe('learnt classes', () => {
  it('are drawn in panes whose network learns, without what they came from', () => {
    const dog = taught('dog', [shot('s', 'one')]);
    state.openWorld.classes = [dog];
    const { name, colour, rule } = dog;
    expect(learntOfPane(state, DMLNET)).toEqual([{ name, colour, rule }]);
    expect(learntOfPane(state, { ...DMLNET, methodId: 'rpl' })).toEqual([]);
    expect(learntClasses(state)).toBe(learntClasses(state));
    state.openWorld.classes = [];
    expect(learntClasses(state)).toEqual([]);
    expect(learntClasses(state)).toBe(learntClasses(state));
  });
});

describe('training labels', () => {
  const result = { width: 1 } as unknown as TrainingLabels;

  beforeEach(() => {
    draft('dog', [shot('t', 'two')]);
    state.openWorld.kind = 'head';
    state.openWorld.wantsTrainingLabels = true;
    state.openWorld.trainingLabels = { key: 'k', result };
  });

  it('lie on the annotated picture that is shown, in panes whose network learns', () => {
    expect(canShowTrainingLabels(state)).toBe(true);
    expect(shotToLabel(state)?.id).toBe('t');
    expect(trainingLabelsOfPane(state, DMLNET)).toBe(result);
    expect(trainingLabelsOfPane(state, { ...DMLNET, methodId: 'rpl' })).toBeNull();
  });

  it('are nothing before they are known, and while the plain picture is held up', () => {
    state.openWorld.trainingLabels = null;
    expect(trainingLabelsOfPane(state, DMLNET)).toBeNull();
    state.openWorld.trainingLabels = { key: 'k', result };
    state.view.peek = true;
    expect(trainingLabelsOfPane(state, DMLNET)).toBeNull();
  });

  it.each<[string, () => void]>([
    ['a prototype is to be learnt', () => (state.openWorld.kind = 'prototype')],
    ['nothing is annotated', () => draft('dog', [])],
    ['no network learns', () => (state.view.panes = panes('rpl', 'entropy'))],
  ])('cannot be shown when %s', (_, change) => {
    change();
    expect(canShowTrainingLabels(state)).toBe(false);
    expect(shotToLabel(state)).toBeNull();
  });

  it('are shown only where a person wants them, and of a picture that is annotated', () => {
    state.openWorld.wantsTrainingLabels = false;
    expect(shotToLabel(state)).toBeNull();
    state.openWorld.wantsTrainingLabels = true;
    state.view.shownId = 'a';
    expect(shotToLabel(state)).toBeNull();
  });
});
