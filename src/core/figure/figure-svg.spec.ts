import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { type FigurePanel, figureSvg } from '#src/core/figure/figure-svg';
import { withResolution } from '#src/core/figure/with-resolution';
import { decodePng } from '#src/core/png/decode-png';
import { pngChunks } from '#src/core/png/png-chunks';

const panel = (changes: Partial<FigurePanel> = {}): FigurePanel => ({
  title: 'Softmax entropy',
  note: '2.1 % of the picture',
  picture: 'data:image/png;base64,AA==',
  size: { width: 200, height: 100 },
  scale: {
    min: '0.000',
    max: '1.000',
    unit: 'fraction of ln 19',
    stops: [
      { at: 0, colour: '#000' },
      { at: 1, colour: '#fff' },
    ],
    threshold: { position: 0.5, text: '0.500' },
  },
  entries: [],
  ...changes,
});
const attributes = (svg: string, name: string, key: string) =>
  [...svg.matchAll(new RegExp(`<${name} [^>]*?\\b${key}="([^"]*)"`, 'g'))].map(([, value]) =>
    Number(value),
  );

describe('a figure', () => {
  it('of one column is 88 mm wide, with title, picture and scale below each other', () => {
    const svg = figureSvg([panel()], 1);
    expect(svg).toContain('width="88mm" height="56mm" viewBox="0 0 88 56"');
    expect(attributes(svg, 'image', 'y')).toEqual([5]);
    expect(attributes(svg, 'image', 'height')).toEqual([44]);
    expect(svg).toContain('Softmax entropy');
    expect(svg).toContain('1.000 fraction of ln 19');
    expect(svg).toContain('threshold 0.500');
    expect(svg).toContain('M44 ');
  });

  it('of two columns is as wide as a page, row by row', () => {
    const svg = figureSvg([panel(), panel(), panel()], 2);
    expect(svg).toContain('width="180mm"');
    expect(attributes(svg, 'image', 'x')).toEqual([0, 91.5, 0]);
    expect(attributes(svg, 'image', 'width')).toEqual([88.5, 88.5, 88.5]);
    const [first, second, third] = attributes(svg, 'image', 'y');
    expect(second).toBe(first);
    expect(third).toBeCloseTo(first! + 5 + 44.25 + 7, 6);
    const ids = [...svg.matchAll(/linearGradient id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(3);
  });

  it('names colours that lie on no scale, in as many rows as they need', () => {
    const entries = ['road', 'sidewalk', 'building', 'wall'].map((name, index) => ({
      name,
      colour: `rgb(${index} 0 0)`,
    }));
    const plain = figureSvg([panel({ scale: null })], 1);
    const svg = figureSvg([panel({ scale: null, entries })], 1);
    for (const { name } of entries) expect(svg).toContain(`>${name}</text>`);
    for (const { colour } of entries) expect(svg).toContain(`fill="${colour}"`);
    const swatches = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="1.8"/g)];
    expect(swatches.map(([, x, y]) => [Number(x), Number(y)])).toEqual([
      [0, 50],
      [29.333, 50],
      [58.667, 50],
      [0, 53.2],
    ]);
    const heightOf = (figure: string) => Number(/height="([\d.]+)mm"/.exec(figure)?.[1]);
    expect(heightOf(plain)).toBe(56);
    expect(heightOf(svg)).toBeCloseTo(5 + 44 + 2 * 3.2 + 2, 6);
  });

  it('has notes in lines below all panels, which it grows by', () => {
    const note = 'Looked for: a '.repeat(12).trim();
    const svg = figureSvg([panel()], 1, [note, 'second']);
    const lines = [...svg.matchAll(/<text x="0" y="([\d.]+)" fill="#555">([^<]*)</g)];
    expect(lines.map(([, y]) => Number(y))).toEqual([59.2, 62.4, 65.6, 68.8]);
    expect(
      lines
        .map(([, , text]) => text)
        .slice(0, 3)
        .join(' '),
    ).toBe(note);
    expect(lines[3]?.[2]).toBe('second');
    expect(svg).toContain('height="69.8mm"');
    expect(figureSvg([panel()], 1, [])).toBe(figureSvg([panel()], 1));
  });

  it('holds any text as text', () => {
    const svg = figureSvg([panel({ title: '<script>"&\u0007', scale: null })], 1);
    expect(svg).toContain('&#60;script&#62;&#34;&#38; ');
    expect(svg).not.toContain('linearGradient');
  });
});

it('a PNG says its resolution once, and its pixels stay', () => {
  const data = new Uint8Array([1, 2, 3, 4]);
  const plain = encode({ width: 2, height: 2, data, channels: 1, depth: 8 });
  const twice = withResolution(withResolution(plain, 72), 300);
  const sizes = pngChunks(twice)?.filter(({ type }) => type === 'pHYs') ?? [];
  expect(sizes).toHaveLength(1);
  const { buffer, byteOffset } = sizes[0]!.data;
  expect(new DataView(buffer, byteOffset).getUint32(0)).toBe(11811);
  expect([...decodePng(twice).data]).toEqual([...data]);
  expect(withResolution(data, 300)).toBe(data);
});
