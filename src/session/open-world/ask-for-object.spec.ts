import { beforeEach, describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { encodeRle } from '#src/core/rle/coco-rle';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import type { AnnotationSource } from '#src/protocol/open-world';
import { asked, SIZE, showDmlnet } from '#src/session/testing/open-world-page';
import { settle } from '#src/session/testing/settle';
import { shotOfShown } from '#src/store/open-world/open-world';
import type { ListedPicture } from '#src/store/state';
import { getState } from '#src/store/store';
import { askForObject, stopAsking } from './ask-for-object';

const PIXELS = new Uint8Array(SIZE.width * SIZE.height).fill(1, 0, 3);
const MASK = encodeRle(PIXELS, SIZE);
const PROMPT = { kind: 'prompt', prompt: {} } as unknown as AnnotationSource;

type Answer = (mask: typeof MASK | null | Error) => void;
let answers: Answer[];
let engine: FakeEngine;

const picture = () => getState().pictures.byId.a as ListedPicture;
const asking = () => getState().openWorld.asking;
const notices = () => getState().notices.list.map(({ kind, text }) => ({ kind, text }));

beforeEach(() => {
  answers = [];
  engine = showDmlnet({
    annotationMask: () =>
      new Promise((resolve, reject) =>
        answers.push((mask) => (mask instanceof Error ? reject(mask) : resolve({ mask }))),
      ),
  });
});

async function ask(answer: Parameters<Answer>[0], source = PROMPT): Promise<void> {
  const done = askForObject(picture(), source, false);
  await settle();
  answers.at(-1)?.(answer);
  await done;
}

describe('an object that the worker finds', () => {
  it('is added to what is annotated, and counted while it is looked for', async () => {
    const [first, second] = [askForObject(picture(), PROMPT, false), ask(MASK)];
    expect(asking()).toBe(2);
    await second;
    expect(asking()).toBe(1);
    answers[0]?.(null);
    await first;
    expect(asking()).toBe(0);
    expect(shotOfShown(getState())).toMatchObject({ pixels: 3, mask: MASK });
    expect(asked(engine, 'annotationMask')[0]).toEqual({ pictureId: 'a', source: PROMPT });
  });

  it('is taken away again', async () => {
    await ask(MASK);
    const removing = askForObject(picture(), PROMPT, true);
    await settle();
    answers.at(-1)?.(MASK);
    await removing;
    expect(shotOfShown(getState())).toBeNull();
  });

  it.each([
    ['region', 'There is no region above the threshold at this place.'],
    ['listed-region', 'This region is no longer there.'],
    ['prompt', 'No object was found in this box.'],
  ] as const)('that is not there is said: %s', async (kind, text) => {
    await ask(null, { kind } as unknown as AnnotationSource);
    expect(notices()).toEqual([{ kind: 'info', text }]);
    expect(shotOfShown(getState())).toBeNull();
  });

  it('that cannot be looked for is an error', async () => {
    await ask(new AnomalensError('option-invalid', 'There is no box.'));
    expect(notices()).toEqual([
      { kind: 'error', text: 'The object could not be found: There is no box.' },
    ]);
    expect(asking()).toBe(0);
  });

  it.each([
    ['found', MASK],
    ['not found', null],
    ['an error', new AnomalensError('option-invalid', 'No.')],
  ])('that nobody waits for any more changes nothing: %s', async (_what, answer) => {
    const done = askForObject(picture(), PROMPT, false);
    await settle();
    stopAsking();
    answers[0]?.(answer);
    await done;
    expect(notices()).toEqual([]);
    expect(shotOfShown(getState())).toBeNull();
    expect(asking()).toBe(0);
    await ask(MASK);
    expect(shotOfShown(getState())).toMatchObject({ pixels: 3 });
  });
});
