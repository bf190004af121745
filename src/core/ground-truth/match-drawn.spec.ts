import { expect, it } from 'vitest';
import { matchLabels } from './match-labels';
import { planOpening } from './opening-plan';

const picture = (path: string) => ({ path });
const shapes = (path: string, ...draws: string[]) => ({ path, draws });
const match = (...files: { path: string; draws?: string[] }[]) => matchLabels(files);
const pairsOf = ({ pairs }: ReturnType<typeof match>) =>
  pairs.map(({ image, label }) => [image.path, (label as { draws?: string[] }).draws?.[0]]);

it('shapes belong to the picture that they name, whatever folders and ending it has by now', () => {
  const result = match(
    picture('set/images/A.JPG'),
    picture('set/images/b.png'),
    picture('set/images/c.jpg'),
    shapes('set/a.json', '..\\old\\a.jpg'),
    shapes('set/x.json', 'gone.jpg', 'set/b.json'),
    shapes('set/y.json', 'val2017/c.jpeg'),
  );
  expect(pairsOf(result)).toEqual([
    ['set/images/A.JPG', '..\\old\\a.jpg'],
    ['set/images/b.png', 'gone.jpg'],
    ['set/images/c.jpg', 'val2017/c.jpeg'],
  ]);
  expect(result.imagesWithoutLabel).toEqual([]);
});

it('many of one file find their pictures, and tell twins apart by the folders they name', () => {
  const result = match(
    picture('a/1.jpg'),
    picture('b/1.jpg'),
    picture('b/2.jpg'),
    shapes('all.json', 'a/1.jpg'),
    shapes('all.json', 'b/1.jpg'),
    shapes('all.json', 'b/3.jpg'),
  );
  expect(pairsOf(result)).toEqual([
    ['a/1.jpg', 'a/1.jpg'],
    ['b/1.jpg', 'b/1.jpg'],
  ]);
  expect(result.labelsWithoutImage).toEqual([shapes('all.json', 'b/3.jpg')]);
  expect(result.imagesWithoutLabel).toEqual([picture('b/2.jpg')]);
});

it('the nearest of twins is meant', () => {
  const result = match(
    picture('a/img/1.jpg'),
    picture('b/img/1.jpg'),
    shapes('b/json/1.json', '1.jpg'),
  );
  expect(result.pairs.map(({ image }) => image.path)).toEqual(['b/img/1.jpg']);
});

it('a label of pixels comes first', () => {
  const files = [picture('a.jpg'), picture('a_mask.png'), shapes('a.json', 'a.jpg')];
  const result = matchLabels<{ path: string; draws?: string[] }>(files);
  expect(result.pairs.map(({ label }) => label.path)).toEqual(['a_mask.png']);
  expect(result.ignored).toEqual([shapes('a.json', 'a.jpg')]);
  const plan = planOpening(files, []);
  expect([plan.pictures, plan.leftOut]).toEqual([[picture('a.jpg')], [files[2]]]);
});

it('twins that nothing tells apart, and two files of one picture, are asked about', () => {
  const twins = match(picture('a/1.jpg'), picture('b/1.jpg'), shapes('all.json', '1.jpg'));
  expect(twins.ambiguous).toMatchObject([{ reason: 'several-images', files: { length: 3 } }]);
  expect([twins.imagesWithoutLabel, twins.pairs]).toEqual([[], []]);
  const files = [picture('1.jpg'), shapes('all.json', '1.jpg'), shapes('1.json', '1.jpg')];
  expect(match(...files).ambiguous).toMatchObject([{ reason: 'several-labels' }]);
  const plan = planOpening(files, []);
  expect(plan.questions).toEqual([{ labels: [files[1], files[2]], pictures: [files[0]] }]);
  expect(plan.pictures).toEqual([files[0]]);
});

it('shapes that come later find the open picture', () => {
  const label = shapes('ann/1.json', 'img/1.jpg');
  const open = { path: '1.jpg', pictureId: 'x' };
  const plan = planOpening<{ path: string; draws?: string[] }, typeof open>([label], [open]);
  expect(plan.labels).toMatchObject([{ label, picture: open }]);
  expect(plan.lonely).toEqual([]);
  expect(planOpening<typeof label, typeof open>([label], []).lonely).toEqual([label]);
});
