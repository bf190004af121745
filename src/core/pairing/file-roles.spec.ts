import { describe, expect, it } from 'vitest';
import { type FileRole, nameFile, partsOf } from './file-roles';

describe('nameFile', () => {
  it.each<[string, FileRole]>([
    ['a.jpg', 'image'],
    ['a.JPEG', 'image'],
    ['set/images/a.png', 'image'],
    ['set/Images/deep/a.PNG', 'image'],
    ['leftImg8bit/val/bonn/bonn_000000_000019_leftImg8bit.png', 'image'],
    ['ground_truth/images/a.png', 'image'],
    ['images/a_mask.webp', 'image'],
    ['portrait_mask.jpg', 'image'],
    ['a.png', 'unclear'],
    ['holiday/a.png', 'unclear'],
    ['images/a_mask.png', 'unclear'],
    ['labels/a.png', 'label'],
    ['labels_masks/a.png', 'label'],
    ['masks/a.png', 'label'],
    ['ground_truth/val/a.png', 'label'],
    ['gt/a.png', 'label'],
    ['gtCoarse/train/a.png', 'label'],
    ['a_label.png', 'label'],
    ['a_gt.png', 'label'],
    ['a-dmlnet-openmap.png', 'label'],
    ['a_openmap.png', 'label'],
    ['openmap.png', 'unclear'],
    ['frames/a.labels/labels_semantic.png', 'label'],
    ['frames/a.labels/labels_semantic_color.png', 'ignored'],
    ['frames/a.labels/preview.jpg', 'ignored'],
    ['labels_masks/a_labels_semantic_color.png', 'ignored'],
    ['gtFine/bonn_gtFine_color.png', 'ignored'],
    ['gtFine/bonn_gtFine_instanceIds.png', 'ignored'],
    ['gtFine/bonn_gtFine_polygons.json', 'ignored'],
    ['CREDITS.csv', 'ignored'],
    ['images/.DS_Store', 'ignored'],
    ['__MACOSX/images/._a.png', 'ignored'],
    ['gtFine/bonn_gtFine_labellevel3Ids.png', 'ignored'],
    ['labels/sem_seg/colormaps/a.png', 'ignored'],
    ['training/semantic_rgb/a.png', 'ignored'],
    ['disparity/a.png', 'ignored'],
    ['a_disparity.png', 'ignored'],
    ['panoptic/a.jpg', 'image'],
    ['training/instance/a.png', 'label'],
    ['SegmentationObject/a.png', 'label'],
    ['val_masks/a.png', 'label'],
    ['images-test/a.png', 'image'],
    ['test_drive/a.png', 'unclear'],
    ['a_L.png', 'unclear'],
    ['a-mask.png', 'label'],
    ['a_rgb_anon.png', 'image'],
    ['labels/a.jpg', 'misfit'],
    ['labels/a.npy', 'score'],
    ['a.NPY', 'score'],
    ['a.npz', 'score'],
    ['set/anomaly_p/ours/AnomalyTrack-all/a.hdf5', 'score'],
    ['a.h5', 'score'],
    ['a.mat', 'score'],
    ['a.pth', 'score'],
    ['scores/a.png', 'score'],
    ['ours/heatmaps/a.png', 'score'],
    ['a_score.png', 'score'],
    ['a-rpl-score.png', 'score'],
    ['a anomaly_scores.png', 'score'],
    ['a_underscore.png', 'unclear'],
    ['images/a_score.png', 'image'],
    ['a_score.jpg', 'image'],
    ['scores/a.jpg', 'image'],
  ])('%s: %s', (path, role) => {
    expect(nameFile({ path }).role).toBe(role);
  });

  it.each<[string, FileRole]>([
    ['a.entropy.png', 'score'],
    ['a.png', 'score'],
    ['labels/a.png', 'label'],
    ['a_labels.png', 'label'],
    ['thermal/images/a.png', 'image'],
    ['scores/a.png', 'score'],
  ])('16-bit grey %s: %s', (path, role) => {
    expect(nameFile({ path, grey16: true }).role).toBe(role);
  });

  it.each([
    ['set/images/x/a.jpg', { folder: 'set/x', stem: 'a', asImage: 'a' }],
    ['set/labels/x/a_labels.png', { folder: 'set/x', stem: 'a_labels', asLabel: 'a' }],
    ['road.v2_mask.png', { folder: '', stem: 'road.v2_mask', asLabel: 'road.v2' }],
    ['a_labels_semantic.png', { asLabel: 'a' }],
    ['a_gtFine_labelTrainIds.png', { asLabel: 'a', hint: 'train-ids', rank: 0 }],
    ['a_gtFine_labelIds.png', { asLabel: 'a', hint: 'label-ids', rank: 1 }],
    ['bonn_0_gtCoarse_labelTrainIds.png', { hint: 'train-ids', rank: 2 }],
    ['a-b-dmlnet-openmap.png', { asLabel: 'a-b', hint: 'open-map' }],
    [
      '01_Hanns_Klemm_Str_45_000000_000010_gtCoarse_labelIds.png',
      { hint: 'lost-and-found', rank: 3 },
    ],
    [
      'lost_and_found/0000_04_Maurener_Weg_8_000000_000030_labels.png',
      { asLabel: '0000_04_Maurener_Weg_8_000000_000030', hint: null },
    ],
    ['frames/a.labels/labels_semantic.png', { folder: '', stem: 'a', asLabel: 'a' }],
  ])('takes %s apart', (path, expected) => {
    expect(nameFile({ path })).toMatchObject(expected);
  });
});

describe('partsOf', () => {
  it.each(['/set/a.png', './set/a.png', 'set\\a.png', 'set//a.png'])('%s', (path) => {
    expect(partsOf(path)).toEqual(['set', 'a.png']);
  });
});
