/** Published data sets and exports of tools, as their folders lie on a disk. */
import { describe, expect, it } from 'vitest';
import { matchLabels } from './match-labels';

describe.each(['', 'Downloads/drive/'])('layouts below "%s"', (root) => {
  it.each<[string, string[], string[][]]>([
    [
      'RoadAnomaly',
      [
        'RoadAnomaly/frames/calf.jpg',
        'RoadAnomaly/frames/calf.labels/labels_semantic.png',
        'RoadAnomaly/frames/calf.labels/labels_semantic_color.png',
      ],
      [['RoadAnomaly/frames/calf.jpg', 'RoadAnomaly/frames/calf.labels/labels_semantic.png']],
    ],
    [
      'SMIYC',
      [
        'images/v0.jpg',
        'labels_masks/v0_labels_semantic.png',
        'labels_masks/v0_labels_semantic_color.png',
      ],
      [['images/v0.jpg', 'labels_masks/v0_labels_semantic.png']],
    ],
    [
      'Fishyscapes beside Lost and Found',
      ['val/leftImg8bit/04_Weg_8_000030_leftImg8bit.png', 'fs/0000_04_Weg_8_000030_labels.png'],
      [['val/leftImg8bit/04_Weg_8_000030_leftImg8bit.png', 'fs/0000_04_Weg_8_000030_labels.png']],
    ],
    [
      'Fishyscapes in one folder',
      ['0000_a.jpg', '0000_a_labels.png', '0001_a.jpg', '0001_a_labels.png'],
      [
        ['0000_a.jpg', '0000_a_labels.png'],
        ['0001_a.jpg', '0001_a_labels.png'],
      ],
    ],
    [
      'Lost and Found',
      [
        'leftImg8bit/test/01_H/01_H_0_leftImg8bit.png',
        'gtCoarse/test/01_H/01_H_0_gtCoarse_labelIds.png',
        'gtCoarse/test/01_H/01_H_0_gtCoarse_labelTrainIds.png',
      ],
      [
        [
          'leftImg8bit/test/01_H/01_H_0_leftImg8bit.png',
          'gtCoarse/test/01_H/01_H_0_gtCoarse_labelTrainIds.png',
        ],
      ],
    ],
    [
      'Street Obstacle Sequences',
      [
        'SOS/raw_data/sequence_001/0000008_raw_data.jpg',
        'SOS/semantic_ood/sequence_001/0000008_semantic_ood.png',
        'SOS/instance_ood/sequence_001/0000008_instance_ood.png',
        'SOS/depth_ood/sequence_001/0000008_depth_ood.png',
      ],
      [
        [
          'SOS/raw_data/sequence_001/0000008_raw_data.jpg',
          'SOS/semantic_ood/sequence_001/0000008_semantic_ood.png',
        ],
      ],
    ],
    [
      'Cityscapes packages',
      [
        'l/leftImg8bit/val/bonn/b_leftImg8bit.png',
        'g/gtFine/val/bonn/b_gtFine_labelIds.png',
        'g/gtFine/val/bonn/b_gtFine_color.png',
      ],
      [['l/leftImg8bit/val/bonn/b_leftImg8bit.png', 'g/gtFine/val/bonn/b_gtFine_labelIds.png']],
    ],
    [
      'IDD',
      [
        'leftImg8bit/val/0/1_leftImg8bit.jpg',
        'gtFine/val/0/1_gtFine_labelcsTrainIds.png',
        'gtFine/val/0/1_gtFine_labelids.png',
        'gtFine/val/0/1_gtFine_instanceids.png',
        'gtFine/val/0/1_gtFine_polygons.json',
      ],
      [['leftImg8bit/val/0/1_leftImg8bit.jpg', 'gtFine/val/0/1_gtFine_labelcsTrainIds.png']],
    ],
    [
      'Foggy Cityscapes',
      ['leftImg8bit_foggy/b_leftImg8bit_foggy_beta_0.02.png', 'gtFine/b_gtFine_labelIds.png'],
      [['leftImg8bit_foggy/b_leftImg8bit_foggy_beta_0.02.png', 'gtFine/b_gtFine_labelIds.png']],
    ],
    [
      'ACDC',
      [
        'rgb_anon/fog/val/G/G_1_rgb_anon.png',
        'gt/fog/val/G/G_1_gt_labelTrainIds.png',
        'gt/fog/val/G/G_1_gt_labelIds.png',
        'gt/fog/val/G/G_1_gt_labelColor.png',
        'gt/fog/val/G/G_1_gt_invIds.png',
      ],
      [['rgb_anon/fog/val/G/G_1_rgb_anon.png', 'gt/fog/val/G/G_1_gt_labelTrainIds.png']],
    ],
    [
      'StreetHazards, whose towns share names',
      [
        'images/test/t5/100.png',
        'images/test/t6/100.png',
        'annotations/test/t5/100.png',
        'annotations/test/t6/100.png',
      ],
      [
        ['images/test/t5/100.png', 'annotations/test/t5/100.png'],
        ['images/test/t6/100.png', 'annotations/test/t6/100.png'],
      ],
    ],
    ['mmsegmentation', ['img_dir/a.png', 'ann_dir/a.png'], [['img_dir/a.png', 'ann_dir/a.png']]],
    [
      'PASCAL VOC',
      [
        'JPEGImages/2007_1.jpg',
        'SegmentationClass/2007_1.png',
        'SegmentationObject/2007_1.png',
        'Annotations/2007_1.xml',
      ],
      [['JPEGImages/2007_1.jpg', 'SegmentationClass/2007_1.png']],
    ],
    [
      'CVAT',
      ['images/a.png', 'SegmentationClass/a.png', 'SegmentationObject/a.png', 'labelmap.txt'],
      [['images/a.png', 'SegmentationClass/a.png']],
    ],
    [
      'CamVid of CVAT',
      ['default/a.png', 'defaultannot/a.png', 'label_colors.txt'],
      [['default/a.png', 'defaultannot/a.png']],
    ],
    [
      'CamVid',
      ['701_StillsRaw_full/0001TP.png', 'LabeledApproved_full/0001TP_L.png'],
      [['701_StillsRaw_full/0001TP.png', 'LabeledApproved_full/0001TP_L.png']],
    ],
    [
      'KITTI, whose instances are no second label',
      [
        'training/image_2/000000_10.png',
        'training/semantic/000000_10.png',
        'training/semantic_rgb/000000_10.png',
        'training/instance/000000_10.png',
      ],
      [['training/image_2/000000_10.png', 'training/semantic/000000_10.png']],
    ],
    [
      'instances where there is no better label',
      ['images/a.jpg', 'instances/a.png'],
      [['images/a.jpg', 'instances/a.png']],
    ],
    [
      'MUAD',
      ['leftImg8bit/1_leftImg8bit.png', 'leftLabel/1_leftLabel.png'],
      [['leftImg8bit/1_leftImg8bit.png', 'leftLabel/1_leftLabel.png']],
    ],
    [
      'BDD100K',
      [
        'images/10k/val/a.jpg',
        'labels/sem_seg/masks/val/a.png',
        'labels/sem_seg/colormaps/val/a.png',
      ],
      [['images/10k/val/a.jpg', 'labels/sem_seg/masks/val/a.png']],
    ],
    [
      'BDD100K, before 2020',
      ['seg/images/a.jpg', 'seg/labels/a_train_id.png', 'seg/color_labels/a_train_color.png'],
      [['seg/images/a.jpg', 'seg/labels/a_train_id.png']],
    ],
    [
      'Mapillary Vistas',
      ['validation/images/a.jpg', 'validation/labels/a.png', 'validation/panoptic/a.png'],
      [['validation/images/a.jpg', 'validation/labels/a.png']],
    ],
    [
      'ApolloScape',
      ['ColorImage/x.jpg', 'Label/x_bin.png'],
      [['ColorImage/x.jpg', 'Label/x_bin.png']],
    ],
    [
      'COCO-Stuff',
      ['val2017/1.jpg', 'stuffthingmaps/val2017/1.png'],
      [['val2017/1.jpg', 'stuffthingmaps/val2017/1.png']],
    ],
    [
      'parts in the names of folders',
      ['train_images/a.png', 'train_masks/a.png', 'val_images/a.png', 'val_masks/a.png'],
      [
        ['train_images/a.png', 'train_masks/a.png'],
        ['val_images/a.png', 'val_masks/a.png'],
      ],
    ],
    [
      'pictures called so',
      ['x/a_rgb.png', 'x/a_mask.png', 'images/b_img.png', 'labels/b_gt.png'],
      [
        ['images/b_img.png', 'labels/b_gt.png'],
        ['x/a_rgb.png', 'x/a_mask.png'],
      ],
    ],
  ])('%s', (_set, paths, expected) => {
    const result = matchLabels(paths.map((path) => ({ path: root + path })));
    expect(result.pairs.map(({ image, label }) => [image.path, label.path])).toEqual(
      expected.map((pair) => pair.map((path) => root + path)),
    );
    const { imagesWithoutLabel, labelsWithoutImage, ambiguous, scores } = result;
    expect([imagesWithoutLabel, labelsWithoutImage, ambiguous, scores]).toEqual([[], [], [], []]);
  });
});
