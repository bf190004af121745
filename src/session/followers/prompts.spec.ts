import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addBox } from '#src/actions/prompts/add-box';
import { undoPrompts } from '#src/actions/prompts/undo-prompts';
import { AnomalensError } from '#src/core/errors';
import type { PromptAnswer, PromptRequest } from '#src/protocol/prompts';
import { forgetHeld } from '#src/session/held/record';
import { askedPrompts, holdPicture, PICTURE, showS2m } from '#src/session/testing/prompts-page';
import { settle } from '#src/session/testing/settle';
import { maskOf, masksOf, shownPrompts } from '#src/store/prompts';
import { getState, patchPrompts, patchSession, patchView } from '#src/store/store';
import { followPrompts } from './prompts';

const BOX = { x: 10, y: 20, width: 30, height: 40 };
let stop = () => {};

function emptyAnswer({ settings }: PromptRequest): PromptAnswer {
  const histogram = { range: { min: 0, max: 1 }, counts: new Uint32Array(256) };
  const summary = {
    methodId: settings.methodId,
    settings,
    range: histogram.range,
    histogram,
    residualNorm: null,
  };
  return { summary, prompts: [], times: {}, encoderRuns: 0, decoderRuns: 0 };
}

beforeEach(() =>
  vi.stubGlobal('reportError', (error: unknown) => expect.unreachable(String(error))),
);
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

/** Begins to follow, and waits for the generator's prompts. */
async function follow(): Promise<void> {
  stop = followPrompts();
  patchView({});
  await settle();
}

describe('masks of prompts', () => {
  it('are asked for once the analysis is there, first of the generator', async () => {
    const engine = showS2m();
    forgetHeld(PICTURE);
    await follow();
    expect(askedPrompts(engine)).toEqual([]);
    holdPicture();
    patchView({});
    await settle();
    expect(askedPrompts(engine)).toEqual([null]);
    expect(shownPrompts(getState()).map(({ id }) => id)).toEqual(['generated-1']);
    expect(getState().results.byPicture[PICTURE]!.scores.s2m!.histogram.counts).toHaveLength(256);
  });

  it('follow an edit, and come back with undo', async () => {
    const engine = showS2m();
    await follow();
    addBox(BOX);
    const added = shownPrompts(getState())[1];
    expect(maskOf(getState(), added!)).toBeNull();
    await settle();
    expect(
      askedPrompts(engine)
        .at(-1)
        ?.map(({ box }) => box),
    ).toEqual([shownPrompts(getState())[0]!.box, BOX]);
    expect(maskOf(getState(), added!)).toMatchObject({ area: 150 });
    undoPrompts();
    await settle();
    expect(askedPrompts(engine).at(-1)).toBeNull();
    expect(shownPrompts(getState())).toHaveLength(1);
  });

  it('are asked for one at a time, and of many edits only the last', async () => {
    const answers: (() => void)[] = [];
    const engine = showS2m({
      segmentPrompts: (request) =>
        new Promise((resolve) => answers.push(() => resolve(emptyAnswer(request)))),
    });
    await follow();
    answers[0]!();
    await settle();
    for (let x = 0; x < 5; x++) {
      addBox({ ...BOX, x });
      await settle();
    }
    expect(askedPrompts(engine).map((prompts) => prompts?.length)).toEqual([undefined, 1]);
    answers[1]!();
    await settle();
    expect(askedPrompts(engine).map((prompts) => prompts?.length)).toEqual([undefined, 1, 5]);
  });

  it('are asked for again of a new worker, with the edits', async () => {
    const engine = showS2m();
    await follow();
    addBox(BOX);
    await settle();
    const before = askedPrompts(engine).length;
    forgetHeld(PICTURE);
    patchSession({ generation: 1 });
    holdPicture();
    patchView({});
    await settle();
    expect(askedPrompts(engine)).toHaveLength(before + 1);
    expect(askedPrompts(engine).at(-1)).toEqual(shownPrompts(getState()));
  });

  it('that fail say why, and are not asked for again until something changes', async () => {
    const engine = showS2m({
      segmentPrompts: () => {
        throw new AnomalensError('model-invalid', 'It cannot.');
      },
    });
    await follow();
    patchView({});
    await settle();
    expect(getState().prompts.error?.message).toBe('It cannot.');
    expect(askedPrompts(engine)).toHaveLength(1);
    expect(masksOf(getState())).toBeNull();
  });

  it('of another picture are other prompts: what was drawn, selected or went wrong ends', async () => {
    showS2m();
    await follow();
    const error = { code: 'internal' as const, message: 'Before.', retryable: false };
    const selection = { promptId: 'generated-1', point: null };
    patchPrompts({ selection, draft: [], error });
    patchView({ outlines: !getState().view.outlines });
    expect(getState().prompts).toMatchObject({ selection, draft: [], error });
    patchView({ shownId: 'other' });
    expect(getState().prompts).toMatchObject({ selection: null, draft: null, error: null });
    stop();
    patchPrompts({ selection });
    patchView({ shownId: PICTURE });
    expect(getState().prompts.selection).toEqual(selection);
  });
});
