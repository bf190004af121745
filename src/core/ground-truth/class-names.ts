/** What ids are called in published label tables, in the order of the ids. */

/** Cityscapes, `helpers/labels.py`: the 19 train ids. */
export const TRAIN_ID_NAMES = [
  ...['road', 'sidewalk', 'building', 'wall', 'fence', 'pole', 'traffic light', 'traffic sign'],
  ...['vegetation', 'terrain', 'sky', 'person', 'rider', 'car', 'truck', 'bus', 'train'],
  ...['motorcycle', 'bicycle'],
];

/** Cityscapes, `helpers/labels.py`: label ids 0..33. */
export const LABEL_ID_NAMES = [
  ...['unlabelled', 'ego vehicle', 'rectification border', 'out of ROI', 'static', 'dynamic'],
  ...['ground', 'road', 'sidewalk', 'parking', 'rail track', 'building', 'wall', 'fence'],
  ...['guard rail', 'bridge', 'tunnel', 'pole', 'pole group', 'traffic light', 'traffic sign'],
  ...['vegetation', 'terrain', 'sky', 'person', 'rider', 'car', 'truck', 'bus', 'caravan'],
  ...['trailer', 'train', 'motorcycle', 'bicycle'],
];

/** StreetHazards (Hendrycks et al. 2022); stored from 1, by its loader counted from 0. */
export const STREET_HAZARDS_NAMES = [
  ...['unlabelled', 'building', 'fence', 'other', 'pedestrian', 'pole', 'road line', 'road'],
  ...['sidewalk', 'vegetation', 'car', 'wall', 'traffic sign', 'anomaly'],
];

/** India Driving Dataset, by the label table of its scripts: ids 0..39. */
export const IDD_NAMES = [
  ...['road', 'parking', 'drivable fallback', 'sidewalk', 'rail track', 'non-drivable fallback'],
  ...['person', 'animal', 'rider', 'motorcycle', 'bicycle', 'autorickshaw', 'car', 'truck', 'bus'],
  ...['caravan', 'trailer', 'train', 'vehicle fallback', 'curb', 'wall', 'fence', 'guard rail'],
  ...['billboard', 'traffic sign', 'traffic light', 'pole', 'pole group'],
  ...['obstacle fallback', 'building', 'bridge', 'tunnel', 'vegetation', 'sky'],
  ...['background fallback', 'unlabelled', 'ego vehicle', 'rectification border', 'out of ROI'],
  'licence plate',
];

/** Mapillary Vistas 1.2: ids 0..65. */
export const MAPILLARY_NAMES = [
  ...['bird', 'ground animal', 'curb', 'fence', 'guard rail', 'barrier', 'wall', 'bike lane'],
  ...['crosswalk', 'curb cut', 'parking', 'pedestrian area', 'rail track', 'road'],
  ...['service lane', 'sidewalk', 'bridge', 'building', 'tunnel', 'person', 'bicyclist'],
  ...['motorcyclist', 'other rider', 'crosswalk marking', 'lane marking', 'mountain', 'sand'],
  ...['sky', 'snow', 'terrain', 'vegetation', 'water', 'banner', 'bench', 'bike rack'],
  ...['billboard', 'catch basin', 'CCTV camera', 'fire hydrant', 'junction box', 'mailbox'],
  ...['manhole', 'phone booth', 'pothole', 'street light', 'pole', 'traffic sign frame'],
  ...['utility pole', 'traffic light', 'traffic sign, back', 'traffic sign, front', 'trash can'],
  ...['bicycle', 'boat', 'bus', 'car', 'caravan', 'motorcycle', 'on rails', 'other vehicle'],
  ...['trailer', 'truck', 'wheeled slow', 'car mount', 'ego vehicle', 'unlabelled'],
];
