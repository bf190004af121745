import { describe, expect, it } from 'vitest';
import { chosenReading, type LabelOptions, unexplained } from './chosen-reading';
import type { Counted, LabelValues } from './label-values';

const NOTHING_SAID: LabelOptions = { as: null, anomaly: null, ignore: null, closedSet: false };
const counted = (values: readonly number[]): Counted => ({
  values: [...values],
  pixels: values.map(() => 1),
});
const withIds = (...ids: number[]): LabelValues => ({
  ids: counted(ids),
  colours: null,
  alpha: null,
  names: {},
});
const withColours = (...colours: number[]): LabelValues => ({
  ...withIds(),
  ids: null,
  colours: counted(colours),
});
const withAlpha = (...opacities: number[]): LabelValues => ({
  ...withIds(9),
  alpha: counted(opacities),
});
const chosen = (said: Partial<LabelOptions>, values: LabelValues) =>
  chosenReading({ ...NOTHING_SAID, ...said }, values);
const UNEXPLAINED = expect.objectContaining({ code: 'label-unexplained' });

describe('chosenReading', () => {
  it('is nothing where nothing was said', () => {
    expect(chosen({}, withIds(0, 255))).toBeNull();
  });

  it.each<[Partial<LabelOptions>, LabelValues, unknown]>([
    [{ anomaly: [14], ignore: [255] }, withIds(1, 14), { as: 'ids', anomaly: [14], ignore: [255] }],
    [{ anomaly: [14] }, withIds(1, 14, 255), { as: 'ids', anomaly: [14], ignore: [255] }],
    [{ anomaly: [255] }, withIds(0, 255), { as: 'ids', anomaly: [255], ignore: [] }],
    [{ anomaly: [1], ignore: [] }, withIds(0, 1, 255), { as: 'ids', anomaly: [1], ignore: [] }],
    [{ anomaly: [], ignore: [255] }, withIds(0, 255), { as: 'ids', anomaly: [], ignore: [255] }],
    [{ as: 'instances' }, withIds(0, 1, 2, 255), { as: 'instances', ignore: [255] }],
    [{ as: 'instances', ignore: [] }, withIds(0, 255), { as: 'instances', ignore: [] }],
    [{ as: 'instances' }, withIds(0, 1, 254, 255, 256, 300), { as: 'instances', ignore: [] }],
    [{ as: 'instances' }, withIds(0, 255, 300, 65_535), { as: 'instances', ignore: [65_535] }],
    [{ as: 'instances' }, withIds(0), { as: 'instances', ignore: [] }],
    [{ as: 'soft' }, withIds(0, 9, 255), { as: 'soft' }],
    [{ as: 'alpha' }, withAlpha(0, 255), { as: 'alpha' }],
    [{ as: 'colour' }, withColours(0, 7), { as: 'colour', anomaly: [7], ignore: [] }],
    [
      { as: 'colour', anomaly: [7], ignore: [9] },
      withColours(0, 7, 8, 9),
      { as: 'colour', anomaly: [7], ignore: [9] },
    ],
    [
      { as: 'colour', ignore: [9] },
      withColours(0, 7, 9),
      { as: 'colour', anomaly: [7], ignore: [9] },
    ],
    [{ closedSet: true }, withIds(0, 18, 255), { as: 'train-ids' }],
    [{ closedSet: true }, withIds(7, 26), { as: 'label-ids' }],
  ])('%j', (said, values, reading) => {
    expect(chosen(said, values)).toEqual(reading);
  });

  it('refuses ids that no label holds', () => {
    expect(() => chosen({ anomaly: [14] }, withIds(0, 1))).toThrow(UNEXPLAINED);
    expect(() => chosen({ as: 'colour', anomaly: [14] }, withColours(0, 1))).toThrow(UNEXPLAINED);
  });

  it.each<[Partial<LabelOptions>, LabelValues, RegExp]>([
    [{ as: 'instances' }, withIds(0, 255), /--anomaly-ids 255 .*none --void-ids 255/],
    [{ as: 'instances' }, withIds(0, 65_535), /--anomaly-ids 65535 .*none --void-ids 65535/],
    [{ as: 'instances', ignore: [7] }, withIds(0, 7), /--anomaly-ids none --void-ids 7/],
    [{ as: 'soft' }, withIds(0, 1), /hold 0, 1\..*--anomaly-ids/],
    [{ as: 'soft' }, withIds(128, 255), /on either side/],
    [{ as: 'soft' }, withIds(0, 40_000, 65_535), /greys of 0 to 255.*40000/],
    [{ as: 'alpha' }, withAlpha(255), /opacities 255/],
    [{ as: 'alpha' }, withAlpha(0, 127), /opacities 0, 127/],
    [{ as: 'alpha' }, withIds(0, 1), /no opacity/],
    [{ anomaly: [0xff0000] }, withColours(0, 0xff0000), /#000000, #ff0000.*--labels-as colour/],
    [{ anomaly: [] }, withColours(0, 7), /--labels-as colour/],
    [{ as: 'instances' }, withColours(0, 7), /--labels-as colour/],
    [{ as: 'soft' }, withColours(0, 7), /--labels-as colour/],
  ])('refuses %j where the values do not fit', (said, values, message) => {
    const refusal = { code: 'label-unexplained', message: expect.stringMatching(message) };
    expect(() => chosen(said, values)).toThrow(expect.objectContaining(refusal));
  });

  it('refuses to choose among colours', () => {
    expect(() => chosen({ as: 'colour' }, withColours(0, 7, 8))).toThrow(UNEXPLAINED);
  });
});

describe('the refusal', () => {
  it.each([
    ['mask-or-void', withIds(0, 255), /hold 0, 255: .*--anomaly-ids 255 .*none --void-ids 255/],
    ['several-ids', withIds(0, 1, 2), /hold 0, 1, 2: .*--labels-as instances.*--closed-set/],
    ['one-id', withIds(7), /hold 7: .*--anomaly-ids/],
    ['colours', withColours(0, 0xfa3253), /#000000, #fa3253: .*--labels-as colour/],
    ['soft', withIds(...Array(60).keys()), /and 52 more: .*--labels-as soft/],
    ['alpha', withIds(255), /--labels-as alpha/],
  ] as const)('of %s names the option', (reason, values, message) => {
    expect(unexplained(reason, values)).toMatchObject({
      code: 'label-unexplained',
      message: expect.stringMatching(message),
    });
  });
});
