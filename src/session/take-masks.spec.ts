import { beforeEach, expect, it } from 'vitest';
import type { SegmentedPrompt } from '#src/core/prompts/prompt';
import type { PromptAnswer, PromptRequest } from '#src/protocol/prompts';
import { PICTURE, showS2m } from '#src/session/testing/prompts-page';
import { getState, patchPrompts, patchSession, setPictureResult } from '#src/store/store';
import { takeMasks } from './take-masks';

const SEGMENTED: SegmentedPrompt = {
  id: 'generated-1',
  box: { x: 1, y: 2, width: 3, height: 4 },
  points: [],
  score: 0.5,
  origin: 'generated',
  predictedIou: 0.9,
  area: 12,
  maskBox: null,
  fragments: 1,
};
const PROMPT = {
  id: 'generated-1',
  box: SEGMENTED.box,
  points: [],
  score: 0.5,
  origin: 'generated' as const,
};
const SETTINGS = { methodId: 's2m', parameters: {}, blur: false };
const ANSWER: PromptAnswer = {
  prompts: [SEGMENTED],
  encoderRuns: 1,
  decoderRuns: 2,
  summary: {
    methodId: 's2m',
    settings: SETTINGS,
    range: { min: 0, max: 1 },
    histogram: { range: { min: 0, max: 1 }, counts: new Uint32Array(4) },
    residualNorm: null,
  },
  times: { paint: 3 },
};
const request = (prompts: PromptRequest['prompts']): PromptRequest => ({
  pictureId: PICTURE,
  settings: SETTINGS,
  prompts,
});
const masks = () => getState().prompts.masks[PICTURE];

beforeEach(() => {
  showS2m();
});

it('the masks of the generator bring its prompts, and the score that was painted', () => {
  patchPrompts({ error: { code: 'internal', message: 'Before.', retryable: false } });
  const { scores } = getState().results.byPicture[PICTURE]!;
  setPictureResult(PICTURE, {
    ...getState().results.byPicture[PICTURE]!,
    scores: { ...scores, entropy: scores.entropy ?? ({} as never) },
  });
  patchSession({ analysisTimes: { infer: 5 } });
  takeMasks(request(null), ANSWER);
  expect(masks()).toEqual({
    segmented: [SEGMENTED],
    generated: [PROMPT],
    encoderRuns: 1,
    decoderRuns: 2,
    serial: 1,
  });
  expect(getState().prompts.error).toBeNull();
  expect(Object.keys(getState().results.byPicture[PICTURE]!.scores)).toEqual(['entropy', 's2m']);
  expect(getState().session.analysisTimes).toEqual({ infer: 5, paint: 3 });
});

it('the masks of edited prompts leave what is known of the generator, and count on', () => {
  takeMasks(request([PROMPT]), ANSWER);
  expect(masks()).toMatchObject({ generated: null, serial: 1 });
  takeMasks(request(null), ANSWER);
  takeMasks(request([PROMPT]), { ...ANSWER, prompts: [] });
  expect(masks()).toMatchObject({ segmented: [], generated: [PROMPT], serial: 3 });
});

it('those of a picture that is gone are dropped', () => {
  takeMasks({ ...request(null), pictureId: 'gone' }, ANSWER);
  expect(getState().prompts.masks).toEqual({});
});
