import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LOOKS } from '#src/methods/parameters';
import type { MethodSettings } from '#src/protocol/scores';
import type { RegionForSize } from '#src/protocol/view';
import type { Engine } from './engine';
import { installScripting, type ScriptingApi, type ScriptingMethod } from './scripting';

const method = (id: string, defaultThreshold: number): ScriptingMethod => ({
  id,
  title: `Title of ${id}`,
  unit: 'nats',
  range: { min: -1, max: 3 },
  defaultThreshold,
  blur: false,
  parameters: [
    { id: 'temperature', label: 'T', min: 1, max: 9, step: 1, default: 2, help: '' },
  ] as unknown as ScriptingMethod['parameters'],
});
const METHODS = [method('energy', 0.5), method('entropy', 1.5)];
const REGION = { size: { width: 2, height: 1 } } as RegionForSize;
const PICTURE = new Blob(['pixels']);

let request: ReturnType<typeof vi.fn>;
/** Stands in for the engine; it answers every request alike. */
const engine = () => ({ request }) as unknown as Pick<Engine, 'request'>;
/** What a script finds as `window.anomalens`. */
const scripting = () => window.anomalens as ScriptingApi;
/** Parameters of the only request. */
const asked = () => {
  expect(request).toHaveBeenCalledTimes(1);
  return request.mock.calls[0]?.[1];
};

beforeEach(() => {
  request = vi.fn(async () => 'answer');
  vi.stubGlobal('window', {});
  installScripting(engine, METHODS, (name) => (name === 'road.png' ? REGION : null));
  vi.stubGlobal('document', { baseURI: 'https://here.test/page/' });
  vi.stubGlobal('location', { origin: 'https://here.test' });
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response('pixels')),
  );
  // Node has it from version 22 on.
  Object.assign(URL, {
    parse: (text: string, base: string) => (URL.canParse(text, base) ? new URL(text, base) : null),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('methods()', () => {
  it('tells what a script can know, the range as a pair', () => {
    expect(scripting().methods()[1]).toEqual({
      id: 'entropy',
      title: 'Title of entropy',
      unit: 'nats',
      range: [-1, 3],
      defaultThreshold: 1.5,
    });
  });
});

describe('looks', () => {
  beforeEach(() => {
    const energy = method('energy', 0.5);
    const looking = { ...energy, parameters: [...energy.parameters, LOOKS] };
    installScripting(engine, [looking, method('entropy', 1.5)], () => null);
  });

  it('are two where a method takes them, at its own threshold', async () => {
    await scripting().analyze(PICTURE, { looks: 2 });
    const { settings, thresholds } = asked();
    expect(settings.map(({ parameters }: MethodSettings) => parameters)).toEqual([
      { temperature: 2, looks: 2 },
      { temperature: 2 },
    ]);
    expect(thresholds).toEqual({ energy: 0.5, entropy: 1.5 });
  });

  it('are said for a score, one by default', async () => {
    await scripting().score(PICTURE, 'energy', { looks: 2 });
    await scripting().score(PICTURE, 'energy');
    expect(request.mock.calls.map(([, { settings }]) => settings.parameters.looks)).toEqual([
      2,
      undefined,
    ]);
  });

  it('are one or two', async () => {
    await expect(scripting().analyze(PICTURE, { looks: 3 as 2 })).rejects.toMatchObject({
      code: 'option-invalid',
      message: 'looks must be 1 or 2, not 3.',
    });
  });
});

describe('analyze()', () => {
  it('asks for all methods at their defaults and for regions of any size', async () => {
    await expect(scripting().analyze(PICTURE)).resolves.toBe('answer');
    expect(asked()).toEqual({
      source: { blob: PICTURE, name: 'picture' },
      settings: ['energy', 'entropy'].map((methodId) => ({
        methodId,
        parameters: { temperature: 2 },
        blur: false,
      })),
      thresholds: { energy: 0.5, entropy: 1.5 },
      minArea: 0,
      region: null,
    });
    expect(request.mock.calls[0]?.[0]).toBe('scriptedAnalyze');
  });

  it('takes methods, one threshold for all and a smallest area', async () => {
    await scripting().analyze(PICTURE, { methods: ['entropy'], threshold: 7, minArea: 30 });
    const { settings, thresholds, minArea } = asked();
    expect(settings.map(({ methodId }: { methodId: string }) => methodId)).toEqual(['entropy']);
    expect({ thresholds, minArea }).toEqual({ thresholds: { entropy: 7 }, minArea: 30 });
  });

  it('takes a threshold per method and the default of those without', async () => {
    await scripting().analyze(PICTURE, { threshold: { energy: 0 } });
    expect(asked().thresholds).toEqual({ energy: 0, entropy: 1.5 });
  });

  it.each([
    ['an address', 'road.png'],
    ['a file', new File(['pixels'], 'road.png')],
  ])('leaves out what the page does of a picture with the name of %s', async (_, picture) => {
    await scripting().analyze(picture);
    expect(asked().region).toBe(REGION);
  });

  it.each<[string, object, RegExp]>([
    ['an unknown method', { methods: ['odd'] }, /no method "odd".*energy, entropy/],
    ['a threshold that is no number', { threshold: { energy: NaN } }, /threshold of energy.*NaN/],
    ['a negative area', { minArea: -1 }, /minArea.*-1/],
    ['an area without end', { minArea: Number.POSITIVE_INFINITY }, /minArea.*Infinity/],
  ])('refuses %s before anything is asked', async (_, options, message) => {
    const error = await scripting()
      .analyze(PICTURE, options)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'methods' in options ? 'method-unknown' : 'option-invalid',
      message: expect.stringMatching(message),
    });
    expect(request).not.toHaveBeenCalled();
  });
});

describe('score()', () => {
  it('asks for the raw score of one method', async () => {
    await expect(scripting().score(PICTURE, 'energy')).resolves.toBe('answer');
    expect(request.mock.calls[0]?.[0]).toBe('scriptedScore');
    expect(asked()).toEqual({
      source: { blob: PICTURE, name: 'picture' },
      settings: { methodId: 'energy', parameters: { temperature: 2 }, blur: false },
    });
  });
});

describe('an address', () => {
  it.each([
    ['of this site, relative to the page', 'road.png', 'https://here.test/page/road.png'],
    ['of this site', 'https://here.test/a/road.png', 'https://here.test/a/road.png'],
    ['of bytes', 'data:image/png;base64,road.png', 'data:image/png;base64,road.png'],
    ['of a blob', 'blob:https://other.test/road.png', 'blob:https://other.test/road.png'],
  ])('%s is read', async (_, address, fetched) => {
    await scripting().score(address, 'energy');
    expect(vi.mocked(fetch).mock.calls.map(([url]) => String(url))).toEqual([fetched]);
    const { blob, name } = asked().source;
    await expect(blob.text()).resolves.toBe('pixels');
    expect(name).toBe(fetched.startsWith('data:') ? 'png;base64,road.png' : 'road.png');
  });

  it('without a name gives the picture one', async () => {
    await scripting().score('https://here.test/', 'energy');
    expect(asked().source.name).toBe('picture');
  });

  it.each<[string, unknown, RegExp]>([
    ['of another site', 'https://other.test/road.png', /Only addresses of this site/],
    ['that is none', 'http://[', /not a URL/],
    ['that is not even a text', 7, /must be a Blob or a URL/],
  ])('%s is refused and never fetched', async (_, address, message) => {
    await expect(scripting().score(address as string, 'energy')).rejects.toMatchObject({
      code: 'option-invalid',
      message: expect.stringMatching(message),
    });
    expect(fetch).not.toHaveBeenCalled();
    expect(request).not.toHaveBeenCalled();
  });

  it('that cannot be reached says so, and can be tried again', async () => {
    const cause = new TypeError('offline');
    vi.mocked(fetch).mockRejectedValue(cause);
    await expect(scripting().score('road.png', 'energy')).rejects.toMatchObject({
      code: 'picture-unreadable',
      message: expect.stringMatching(/could not be fetched/),
      retryable: true,
      cause,
    });
  });

  it('that the server refuses names its answer, and is not tried again', async () => {
    vi.mocked(fetch).mockResolvedValue(new Response('', { status: 404 }));
    await expect(scripting().score('road.png', 'energy')).rejects.toMatchObject({
      code: 'picture-unreadable',
      message: expect.stringMatching(/answered 404/),
      retryable: false,
    });
  });
});
