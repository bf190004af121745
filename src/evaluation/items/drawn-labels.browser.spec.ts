import { expect, it } from 'vitest';
import { drawLabel } from '#src/core/shapes/drawn-label';
import { readDrawnLabels } from './drawn-labels';

const fileOf = (path: string, text: string) => ({ path, read: async () => new Blob([text]) });
const XML = `<?xml version="1.0" encoding="utf-8"?>
<annotations>
  <version>1.1</version>
  <image id="0" name="a.jpg" width="2" height="1">
    <box label="dog &amp; cat" xtl="0" ytl="0" xbr="1" ybr="1" z_order="0"><attribute name="x">y</attribute></box>
  </image>
</annotations>`;

it('XML of CVAT is read beside JSON, with one id for a name in both', async () => {
  const shape = {
    label: 'dog & cat',
    points: [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ],
  };
  const json = {
    imagePath: 'b.jpg',
    imageWidth: 2,
    imageHeight: 1,
    shapes: [{ ...shape, label: 'a' }, shape],
  };
  const { labels, failed, unknown } = await readDrawnLabels([
    fileOf('x/annotations.xml', XML),
    fileOf('x/b.json', JSON.stringify(json)),
  ]);
  expect([failed, unknown]).toEqual([[], []]);
  expect(labels.map(({ draws }) => draws)).toEqual([
    ['a.jpg', 'x/annotations.xml'],
    ['b.jpg', 'x/b.json'],
  ]);
  for (const { blob } of labels)
    expect([...drawLabel(new Uint8Array(await blob.arrayBuffer())).ids!]).toEqual([2, 0]);
});

it('damaged and foreign files are told apart, and lose no other', async () => {
  const { labels, failed, unknown } = await readDrawnLabels([
    fileOf('half.xml', XML.slice(0, 200)),
    fileOf('deep.xml', '<a>'.repeat(20_000)),
    fileOf('half.json', '{"shapes": ['),
    fileOf('voc.xml', '<annotation><object/></annotation>'),
    fileOf('package.json', '{"name": "x"}'),
    fileOf('entities.xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    fileOf('video.xml', '<annotations><track/></annotations>'),
    fileOf('whole.xml', XML),
  ]);
  expect(failed.map(({ path }) => path)).toEqual([
    'half.xml',
    'deep.xml',
    'half.json',
    'video.xml',
  ]);
  expect(unknown).toEqual(['voc.xml', 'package.json', 'entities.xml']);
  expect(labels.map(({ path }) => path)).toEqual(['whole.xml']);
});
