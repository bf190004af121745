/** Folders of a picture and of a label of its name that contradict each other, and that do not. */
import { describe, expect, it } from 'vitest';
import { matchLabels } from './match-labels';

/** What becomes of the first two files, among others that are paired or stay alone. */
function fate(picture: string, label: string, others: readonly string[] = []) {
  const files = [picture, label, ...others].map((path) => ({ path }));
  const given = [files, [...files].reverse()].map((some) => {
    const { pairs, ambiguous, imagesWithoutLabel, labelsWithoutImage } = matchLabels(some);
    if (pairs.some((pair) => pair.image === files[0] && pair.label === files[1])) return 'paired';
    const asked = ambiguous.find((group) => group.files.some((file) => file === files[1]));
    if (asked) return asked.reason;
    const alone = [imagesWithoutLabel.includes(files[0]!), labelsWithoutImage.includes(files[1]!)];
    return alone.every(Boolean) ? 'alone' : 'lost';
  });
  expect(given[1]).toBe(given[0]);
  return given[0];
}

describe('a picture and the only label of its name', () => {
  it.each<[what: string, picture: string, label: string, ...others: string[]]>([
    ['one root', 'set/images/1.jpg', 'set/labels/1.png'],
    ['a root of the picture alone', 'set/images/1.jpg', 'labels/1.png'],
    ['a root of the label alone', 'images/1.jpg', 'truth/set/labels/1.png'],
    ['roots that say the role', 'FS_Static_images/1.jpg', 'FS_Static_labels/0001_1_labels.png'],
    ['roots that say it in words', 'camera/1.jpg', 'annotated/1_mask.png'],
    [
      'roots of packages',
      'rgb_anon_trainvaltest/1_rgb_anon.png',
      'gt_trainval/gt/1_gt_labelIds.png',
    ],
    [
      'packages of the parts of a set',
      'leftImg8bit_trainvaltest/leftImg8bit/val/bonn/1_leftImg8bit.png',
      'gtFine_trainvaltest/gtFine/val/bonn/1_gtFine_labelIds.png',
    ],
    ['a root that was renamed', 'mine/seqA/1.jpg', 'masks of Tom/seqA/1_mask.png'],
    [
      'roots that were renamed, of two sequences',
      'street/seqA/1.jpg',
      'checked/seqA/1_mask.png',
      ...['street/seqB/1.jpg', 'checked/seqB/1_mask.png'],
    ],
    [
      'variants above the part of the set',
      'images/10k/train/1.jpg',
      'labels/sem_seg/masks/train/1.png',
    ],
    ['a variant of the labels', 'images/train/1.jpg', 'labels/drivable/train/1.png'],
    ['a part of the set for one side', 'val/images/1.jpg', 'checked/1_mask.png'],
    ['no sequence for the label', 'images/seqA/1.jpg', 'labels/1.png', 'images/seqB/2.jpg'],
    ['no sequence for the picture', 'images/1.jpg', 'labels/seqA/1.png', 'labels/seqB/2.png'],
    ['a deeper folder of pictures', 'images/seqA/front/1.jpg', 'labels/seqA/1.png'],
    ['a deeper folder of labels', 'images/seqA/1.jpg', 'labels/seqA/v2/1.png', 'images/seqB/1.jpg'],
    ['capital letters', 'images/SeqA/1.jpg', 'labels/seqa/1.png', 'labels/seqB/2.png'],
    [
      'a name that begins with its folder’s',
      'images/town/bonn/bonn_1.jpg',
      'labels/bonn_1.png',
      'labels/ulm/ulm_1.png',
    ],
    ['such a folder for the label alone', 'mine/bonn_1.jpg', 'labels/bonn/bonn_1.png'],
    [
      'numbers of Fishyscapes, beside another data set',
      'lost_and_found/leftImg8bit/test/04_Weg_8/04_Weg_8_30_leftImg8bit.png',
      'fs_lost_and_found/val/0000_04_Weg_8_30_labels.png',
      'cityscapes/leftImg8bit/val/bonn/b_leftImg8bit.png',
    ],
    [
      'a label of higher rank in another sequence',
      'leftImg8bit/seqA/1_leftImg8bit.png',
      'gtFine/set/seqA/1_gtFine_labelIds.png',
      ...['gtFine/set/seqB/1_gtFine_labelTrainIds.png', 'leftImg8bit/seqB/2_leftImg8bit.png'],
    ],
  ])('are paired: %s', (_what, picture, label, ...others) => {
    expect(fate(picture, label, others)).toBe('paired');
  });

  it.each<[what: string, picture: string, label: string, ...others: string[]]>([
    ['sequences', 'images/seqA/1.jpg', 'labels/seqB/1.png'],
    ['sequences of names in words', 'images/bonn/1.jpg', 'labels/ulm/1.png'],
    ['sequences that hold the folders of roles', 'set/seqA/images/1.jpg', 'set/seqB/labels/1.png'],
    ['sequences without those', 'seqA/1.jpg', 'seqB/1_mask.png'],
    ['sequences of one camera', 'images/seqA/front/1.jpg', 'labels/seqB/front/1.png'],
    ['cameras of one sequence', 'images/seqA/left/1.jpg', 'labels/seqA/right/1.png'],
    ['towns', 'images/test/t5/1.png', 'annotations/test/t6/1.png'],
    ['drives', '2011_09_26_drive_0001/data/1.png', '2011_09_26_drive_0005/data/1_gt.png'],
    ['sets of one kind', 'set1/images/train/1.jpg', 'set2/labels/train/1.png'],
    [
      'days with folders of one name',
      'Monday/rear/1.jpg',
      'Friday/rear/1_gt.png',
      'Sunday/rear/2.jpg',
    ],
    ['numbers that may be sizes', 'original_512/1.jpg', 'mask_1024/1_mask.png'],
    ['numbers before the name', 'images/seqA/1.jpg', 'labels/seqB/0000_1_labels.png'],
    ['numbers that both names begin with', 'images/May/0001_a.jpg', 'labels/June/0001_a_mask.png'],
    ['unknown words', 'street/1.jpg', 'checked/1_mask.png'],
  ])('are a question: %s', (_what, picture, label, ...others) => {
    expect(fate(picture, label, others)).toBe('other-folder');
  });

  it.each<[what: string, picture: string, label: string, ...others: string[]]>([
    ['pictures of its own folder', 'images/seqA/1.jpg', 'labels/seqB/1.png', 'images/seqB/2.jpg'],
    ['labels of that folder', 'images/seqA/1.jpg', 'labels/seqB/1.png', 'labels/seqA/2.png'],
    ['pictures, the other in none', 'images/1.jpg', 'labels/seqB/1.png', 'images/seqB/2.jpg'],
    ['another part of the set', 'images/train/1.jpg', 'labels/val/1.png'],
    ['another part, in their names', 'train_images/1.jpg', 'validation_masks/1.png'],
    ['another part of sets', 'a/training/image_2/1.png', 'b/testing/semantic/1.png'],
  ])('stay alone: %s', (_what, picture, label, ...others) => {
    expect(fate(picture, label, others)).toBe('alone');
  });
});

it('folders that both share tell pictures of one name apart, whatever their roots are called', () => {
  const paths = ['seqA', 'seqB'].flatMap((seq) => [`street/${seq}/1.jpg`, `other/${seq}/1_gt.png`]);
  const { pairs } = matchLabels(paths.map((path) => ({ path })));
  expect(pairs.map(({ image, label }) => [image.path, label.path])).toEqual([
    ['street/seqA/1.jpg', 'other/seqA/1_gt.png'],
    ['street/seqB/1.jpg', 'other/seqB/1_gt.png'],
  ]);
});

it('a label of a folder of others is in no question about several of its name', () => {
  const files = [
    ...['images/a/1.jpg', 'images/b/1.jpg', 'images/c/2.jpg'],
    ...['labels/1.png', 'labels/c/1.png'],
  ].map((path) => ({ path }));
  const { ambiguous, labelsWithoutImage } = matchLabels(files);
  expect(ambiguous).toEqual([{ reason: 'several-images', files: [files[0], files[1], files[3]] }]);
  expect(labelsWithoutImage).toEqual([files[4]]);
});
