import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import { initialState } from '#src/store/initial-state';
import { formatHash, parseHash } from './url-state';

describe('permalink', () => {
  it('is empty for the defaults', () => {
    expect(formatHash(initialState())).toBe('');
  });

  it('gives the view back', () => {
    const state = initialState();
    state.view.layout = 'four';
    state.view.zoom = { centreX: 12.5, centreY: 40, scale: 2 };
    state.view.thresholds = { entropy: 0.62 };
    state.view.panes[1]!.layer = 'heat';
    const { view, damaged } = parseHash(`#${formatHash(state)}`);
    expect(damaged).toBe(false);
    expect(view).toEqual({
      layout: 'four',
      zoom: state.view.zoom,
      thresholds: { entropy: 0.62 },
      panes: state.view.panes,
    });
  });

  it('carries the parameters of methods, within their limits', () => {
    const state = initialState();
    state.view.parameters = { energy: { temperature: 2 } };
    expect(parseHash(formatHash(state)).view.parameters).toEqual({ energy: { temperature: 2 } });
    state.view.parameters = { dmlnet: { score: 2, beta: 5 } };
    expect(parseHash(formatHash(state)).view.parameters).toEqual({ dmlnet: { score: 2, beta: 5 } });
    state.view.parameters = {
      energy: { temperature: 2 },
      'mc-dropout': { passes: 4, statistic: 1 },
    };
    expect(parseHash(formatHash(state)).view.parameters).toEqual(state.view.parameters);
    state.view.parameters = { 'max-entropy': { looks: 2 } };
    expect(parseHash(formatHash(state)).view.parameters).toEqual(state.view.parameters);
    for (const wrong of [
      '{"max-entropy":{"looks":3}}',
      '{"mc-dropout":{"looks":2}}',
      '{"s2m":{"looks":2}}',
      '{"energy":{"temperature":0}}',
      '{"dmlnet":{"score":3}}',
      '{"energy":{"gamma":1}}',
      '{"nonsense":{}}',
      '{"energy":2}',
      '{"mc-dropout":{"passes":4.5}}',
    ])
      expect(parseHash(`parameters=${encodeURIComponent(wrong)}`)).toMatchObject({
        view: {},
        damaged: true,
      });
  });

  it('carries edited words, and refuses what is none', () => {
    const state = initialState();
    state.view.words = { ...state.view.words, ensemble: false, merges: [['car', 'bus']] };
    expect(decodeURIComponent(formatHash(state))).toBe(
      'words={"merges":[["car","bus"]],"ensemble":false}',
    );
    expect(parseHash(formatHash(state)).view.words).toEqual(state.view.words);
    expect(parseHash('words={"alpha":7}')).toMatchObject({ view: {}, damaged: true });
  });

  it('names a sample but never an opened file', () => {
    const state = initialState();
    const entry = {
      id: 'a',
      name: 'secret.jpg',
      identity: null,
      revision: 0,
      state: 'ready',
      thumbnailUrl: null,
      info: null,
      error: null,
      label: null,
    } as const;
    state.pictures = { order: ['a'], byId: { a: { ...entry, sampleId: null } }, selectedId: 'a' };
    expect(formatHash(state)).toBe('');
    state.pictures.byId.a!.sampleId = 'city-sofa';
    expect(formatHash(state)).toBe('sample=city-sofa');
    expect(parseHash('#sample=city-sofa').sampleId).toBe('city-sofa');
  });

  it('says whether the benchmark is open', () => {
    const state = initialState();
    state.benchmark.open = true;
    expect(formatHash(state)).toBe('benchmark');
    expect(parseHash('#benchmark&sample=city-sofa')).toMatchObject({
      benchmark: true,
      sampleId: 'city-sofa',
      damaged: false,
    });
    expect(parseHash('').benchmark).toBe(false);
  });

  it.each([
    'layout="nine"',
    'zoom={',
    'thresholds={"entropy":"high"}',
    'sample=../etc',
    'unknown=1',
    'heatOpacity=7',
  ])('leaves out %s', (part) => {
    const { view, sampleId, damaged } = parseHash(`#${part}&outlines=false`);
    expect(damaged).toBe(true);
    expect(sampleId).toBeNull();
    expect(view).toEqual({ outlines: false });
  });

  it('never throws', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constantFrom('"fit"', '{"scale":null}', '[[]]'),
    );
    const key = fc.oneof(
      fc.string(),
      fc.constantFrom('zoom', 'panes', 'thresholds', 'layout', 'swipe', '__proto__'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(key, text)), (pairs) => {
        const { view } = parseHash(
          `#${pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')}`,
        );
        expect(Object.getPrototypeOf(view)).toBe(Object.prototype);
      }),
      { numRuns: 2000 },
    );
  });
});
