import { expect, it } from 'vitest';
import { isLabelMap, parseLabelMap } from './label-map';

it('reads names by colour as CVAT writes them', () => {
  const text =
    '# label:color_rgb:parts:actions\r\nbackground:0,0,0::\r\ncow:250,50,83::\n\nlost cargo:1,2,3\nno colour::';
  expect(parseLabelMap(text)).toEqual({
    0: 'background',
    16396883: 'cow',
    66051: 'lost cargo',
  });
});

it('is known by its name', () => {
  expect(['labelmap.txt', 'set/labelmap.txt', 'a\\LabelMap.TXT'].map(isLabelMap)).toEqual([
    true,
    true,
    true,
  ]);
  expect(['mylabelmap.txt', 'labelmap.txt.png'].map(isLabelMap)).toEqual([false, false]);
});
