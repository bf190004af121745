import { describe, expect, it } from 'vitest';
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

describe('folders, without those that only name a role', () => {
  const ofOne = (path: string, said: string) => shapes(path, said, path);
  const pictureOf = (label: ReturnType<typeof shapes>, ...pictures: string[]) => {
    const { pairs, labelsWithoutImage, ambiguous } = match(...pictures.map(picture), label);
    if (ambiguous.length > 0) return 'a question';
    return labelsWithoutImage.length > 0 ? 'nobody' : pairs[0]?.image.path;
  };

  it.each<[path: string, said: string, right: string, ...wrong: string[]]>([
    ['labels/seqA/1.json', '1.jpg', 'images/seqA/1.jpg', 'images/seqB/1.jpg'],
    ['b/json/1.json', '1.jpg', 'b/img/1.jpg', 'a/img/1.jpg'],
    ['set/labels/SEQB/1.json', '1.jpg', 'set/images/seqB/1.jpg', 'set/images/seqA/1.jpg'],
    ['labels/1.json', '..\\images\\seqA\\1.jpg', 'images/seqA/1.jpg', 'images/seqB/1.jpg'],
    ['seqA/1.json', '1.jpg', 'seqA/1.jpg', 'a/seqA/1.jpg'],
    ['labels/1.json', '1.jpg', 'images/1.jpg', 'images/seqA/1.jpg'],
    ['a/1.json', 'c:\\data\\old\\1.jpg', 'a/1.jpg', 'b/1.jpg'],
    ['x/1.json', 'seqA/1.webp', 'x/seqA/1.jpg', 'x/seqB/1.webp'],
  ])('%s of %s belongs to %s', (path, said, right, ...wrong) => {
    for (const pictures of [[right, ...wrong], [...wrong, right], [right]])
      expect(pictureOf(ofOne(path, said), ...pictures)).toBe(right);
  });

  it.each<[what: string, path: string, said: string, ...pictures: string[]]>([
    ['lies in another sequence', 'seqB/1.json', '1.jpg', 'seqA/1.jpg'],
    ['lies in another part', 'labels/seqB/1.json', '1.jpg', 'images/seqA/1.jpg', 'x/seqB/2.jpg'],
    ['says another sequence', 'set/all.json', 'seqA/1.png', 'set/seqB/1.jpg'],
    ['says it in a file beside', 'seqB/1.json', '../seqA/1.jpg', 'seqB/1.jpg', 'seqA/2.jpg'],
    ['says another camera of it', 'all.json', 'seqA/left/1.jpg', 'seqA/right/1.jpg'],
    ['says the camera of another', 'all.json', 'seqA/left/1.jpg', 'seqB/left/1.jpg'],
    ['says a folder of others', 'all.json', 'train/1.jpg', '1.jpg', 'train/2.jpg'],
  ])('a file of one picture that %s is nobody’s', (_what, path, said, ...pictures) => {
    expect(pictureOf(ofOne(path, said), ...pictures)).toBe('nobody');
  });

  it('a file of many pictures is not of its own folder where it says another', () => {
    const label = shapes('seqB/all.json', 'seqA/1.jpg');
    expect(pictureOf(label, 'seqB/1.jpg', 'seqC/2.jpg')).toBe('nobody');
  });

  it.each<[path: string, said: string, picture: string]>([
    ['all.json', '1.jpg', 'set/seqA/1.jpg'],
    ['all.json', 'set/seqA/1.jpg', '1.jpg'],
    ['all.json', '/home/me/set/seqA/1.jpg', 'seqA/1.jpg'],
    ['set/json/all.json', 'val2017/1.jpg', 'set/photos/1.jpg'],
    ['mine/seqA.json', 'kitti/seqA/1.jpg', 'mine/seqA/1.jpg'],
  ])('%s of %s belongs to %s where that is the only one of its name', (path, said, only) => {
    expect(pictureOf(shapes(path, said), only)).toBe(only);
  });

  it('of several entries of a file the one of the picture’s folder counts', () => {
    for (const path of ['seqB/all.json', 'all.json']) {
      const [a, b] = [shapes(path, 'seqA/1.png'), shapes(path, 'seqB/1.png')];
      const result = match(picture('seqB/1.png'), a, b);
      expect([pairsOf(result), result.ambiguous]).toEqual([[['seqB/1.png', 'seqB/1.png']], []]);
      expect(result.labelsWithoutImage).toEqual([a]);
    }
  });
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

it('every question has all pictures that it is about', () => {
  const files = [
    ...['a/1.jpg', 'b/1.jpg'].map(picture),
    ...['1.json', 'x.json'].map((path) => shapes(path, '1.jpg')),
    shapes('a/1.json', '1.jpg'),
  ];
  const pictures = files.slice(0, 2);
  const plan = planOpening(files, []);
  expect(plan.questions).toEqual([
    { labels: [files[2]], pictures },
    { labels: [files[3]], pictures },
    { labels: [files[4]], pictures: [files[0]] },
  ]);
  expect([plan.lonely, plan.pictures]).toEqual([[], pictures]);
});

it('5000 sequences of the same names are paired in time that grows with their number', () => {
  const pictures = Array.from({ length: 5000 }, (_, index) => picture(`${index}/1.jpg`));
  const labels = pictures.map(({ path }) => shapes('all.json', path));
  const start = performance.now();
  expect(match(...pictures, ...labels).pairs).toHaveLength(5000);
  expect(performance.now() - start).toBeLessThan(5000); // 10 s where each is compared with each
});

it('PNGs of one name in two folders are pictures where shapes are theirs', () => {
  const files = ['seqA', 'seqB'].flatMap((folder) => [
    picture(`${folder}/1.png`),
    shapes('all.json', `${folder}/1.png`),
  ]);
  const result = match(...files);
  expect([result.pairs.length, result.ambiguous]).toEqual([2, []]);
  expect(match(...files.slice(0, 3)).ambiguous).toEqual([
    { reason: 'unclear', files: [picture('seqB/1.png')] },
  ]);
  const undecided = match(
    ...files.filter(({ path }) => path !== 'all.json'),
    shapes('x.json', '1.png'),
  );
  expect(undecided.ambiguous.map(({ reason }) => reason)).toEqual(['unclear', 'several-images']);
});

it('shapes of two pictures of one path, or that a PNG may belong to as well, are a question', () => {
  const twins = [picture('set/1.jpg'), picture('set/1.jpg')];
  const label = shapes('set/1.json', '1.jpg');
  const plan = planOpening([...twins, label], []);
  expect([plan.questions, plan.lonely]).toEqual([[{ labels: [label], pictures: twins }], []]);
  const alike = [picture('1.jpg'), picture('1.webp')];
  const { questions, lonely } = planOpening(
    [...alike, picture('1_mask.png'), shapes('1.json', '1.webp')],
    [],
  );
  expect(questions.map(({ labels, pictures }) => [labels[0]?.path, pictures])).toEqual([
    ['1_mask.png', alike],
    ['1.json', [alike[1]]],
  ]);
  expect(lonely).toEqual([]);
});

it('shapes that come later find the open picture', () => {
  const label = shapes('ann/1.json', 'img/1.jpg');
  const open = { path: '1.jpg', pictureId: 'x' };
  const plan = planOpening<{ path: string; draws?: string[] }, typeof open>([label], [open]);
  expect(plan.labels).toMatchObject([{ label, picture: open }]);
  expect(plan.lonely).toEqual([]);
  expect(planOpening<typeof label, typeof open>([label], []).lonely).toEqual([label]);
});

it('shapes that come later find open twins by where those lay, and ask which of one path', () => {
  const open = ['set/images/seqA/1.jpg', 'set/images/seqB/1.jpg', 'x/2.jpg', 'x/2.jpg'];
  const pictures = open.map((path, index) => ({ path, pictureId: `${index}` }));
  const labels = [
    shapes('set/labels/seqB/1.json', '1.jpg'),
    shapes('x/2.json', '2.jpg'),
    shapes('seqC/1.json', '1.jpg'),
  ];
  const plan = planOpening<(typeof labels)[number], (typeof pictures)[number]>(labels, pictures);
  expect(plan.labels).toEqual([{ label: labels[0], picture: pictures[1] }]);
  expect(plan.questions).toEqual([{ labels: [labels[1]], pictures: pictures.slice(2) }]);
  expect(plan.lonely).toEqual([labels[2]]);
});
