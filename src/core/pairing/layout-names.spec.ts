import { describe, expect, it } from 'vitest';
import {
  endingAmongLabels,
  type FolderRole,
  folderRole,
  hasRestEnding,
  imageEnding,
  labelEnding,
  looseImageEnding,
  withoutRole,
} from './layouts';

/** Names as people and published sets write them; upper case where those do. */
const FOLDERS: Record<FolderRole, string> = {
  image:
    'images image imgs img frames rgb original leftImg8bit leftImg8bit_foggy rgb_anon img_dir JPEGImages 701_StillsRaw_full image_2 ColorImage',
  label:
    'labels label masks mask ground_truth groundtruth gt gts labels_masks gtFine gtCoarse annotations annotation ann_dir SegmentationClass SegmentationClassAug LabeledApproved_full trainannot valannot testannot defaultannot semantic leftLabel stuffthingmaps a.labels',
  instances: 'instances instance SegmentationObject',
  rest: 'colormaps color_labels panoptic polygons depth disparity semantic_rgb leftDepth bitmasks',
  score: 'scores score_maps anomaly_maps anomaly_scores heatmaps',
};

describe('folders', () => {
  const named = Object.entries(FOLDERS).flatMap(([role, names]) =>
    names.split(' ').map((name) => [name, role]),
  );
  it.each(named)('%s holds what is a %s', (name, role) => {
    expect(folderRole(name)).toBe(role);
  });

  it.each(['', 'bonn', 'seqA', 'imagesA', 'labels.a', 'train', 'a_train'])(
    '"%s" say nothing',
    (name) => {
      expect(folderRole(name)).toBeNull();
      expect(withoutRole(name)).toBe(name);
    },
  );

  it('may name a part of the set too, before or behind', () => {
    expect(folderRole('train_images')).toBe('image');
    expect(folderRole('Masks-VAL')).toBe('label');
    expect([withoutRole('train_images'), withoutRole('masks-val')]).toEqual(['train', 'val']);
    expect(withoutRole('Images')).toBe('');
  });
});

describe('endings', () => {
  it.each([
    ...['_label', '_labels', '_mask', '_gt', '-label', '-labels', '-mask', '-gt'],
    ...['_labelIds', '_labelTrainIds', '_labels_semantic', '_gtFine_labelIds'],
    ...['_gtFine_labelTrainIds', '_gtCoarse_labelIds', '_gtFine_labelCsTrainIds'],
    ...['_gt_labelIds', '_gt_labelTrainIds', '_leftLabel', '_train_id'],
  ])('a%s is a label', (ending) => {
    expect(labelEnding(`a${ending}`)).toBe(ending);
    expect(endingAmongLabels(`a${ending}`)).toBe(ending);
    expect(hasRestEnding(`a${ending}`)).toBe(false);
  });

  it.each(['_bin', '_L'])('a%s is one among labels only', (ending) => {
    expect(endingAmongLabels(`a${ending}`)).toBe(ending);
    expect(labelEnding(`a${ending}`)).toBe('');
  });

  it.each([
    ...['_leftImg8bit', '_leftImg8bit_foggy_beta_0.005', '_leftImg8bit_foggy_beta_0.01'],
    ...['_leftImg8bit_foggy_beta_0.02', '_rgb_anon'],
  ])('a%s is a picture', (ending) => {
    expect(imageEnding(`a${ending}`)).toBe(ending);
  });

  it.each(['_img', '-img', '_image', '-image', '_rgb', '-rgb'])(
    'a%s may be a picture',
    (ending) => {
      expect(looseImageEnding(`a${ending}`)).toBe(ending);
      expect(imageEnding(`a${ending}`)).toBe('');
    },
  );

  it.each([
    ...['_label_color', '_labels_color', '_disparity', '_labels_semantic_color'],
    ...['_label_semantic_color', '_gtFine_color', '_gtFine_instanceIds'],
    ...['_gtCoarse_instanceTrainIds', '_gtFine_labelLevel1Ids', '_gtFine_labelLevel3Ids'],
    ...['_gt_labelColor', '_gt_invIds', '_gt_invGray', '_train_color'],
  ])('a%s is neither', (ending) => {
    expect(hasRestEnding(`a${ending}`)).toBe(true);
  });

  it('are none of a name without', () => {
    expect([labelEnding('a'), imageEnding('a'), looseImageEnding('a')]).toEqual(['', '', '']);
    expect(hasRestEnding('a')).toBe(false);
  });
});
