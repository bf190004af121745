import { expect, it } from 'vitest';
import { isRegionFile, regionName, regionsFor } from './region-files';

it.each(['roi.png', 'ROI.PNG', 'drive/roi.png', 'drive/roi/b/a.png', 'roi/a.png', 'a_roi.png'])(
  '%s is a region of interest',
  (path) => expect(isRegionFile(path)).toBe(true),
);

it.each(['a.png', 'roi.jpg', 'heroi.png', 'roi2/a.png', 'a_roi.jpg', '_roi/a.png', '_roi.png'])(
  '%s is none',
  (path) => expect(isRegionFile(path)).toBe(false),
);

it('a mask is called like its picture', () => {
  const paths = ['drive/roi/b/a.png', 'drive/a_roi.png', 'roi.png'];
  expect(paths.map(regionName)).toEqual(['b/a.png', 'drive/a.png', 'roi.png']);
});

it('a single mask is for all pictures, of several one of the path, else of the name', () => {
  const masks = ['a.png', 'x/a.png', 'y/b.png'].map((name) => ({ name }));
  const namesOf = (image: string) => regionsFor(image, masks).map(({ name }) => name);
  expect(regionsFor('z.jpg', masks.slice(0, 1))).toEqual([{ name: 'a.png' }]);
  expect(namesOf('x/a.jpg')).toEqual(['x/a.png']);
  expect(namesOf('q/b.jpg')).toEqual(['y/b.png']);
  expect(namesOf('q/a.jpg')).toEqual(['a.png', 'x/a.png']);
  expect(namesOf('c.jpg')).toEqual([]);
});
