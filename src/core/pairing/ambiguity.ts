/** Why a person has to say what belongs together. */
export type Ambiguity =
  | 'same-path' // two files of one path and name
  | 'several-images' // one label, more than one picture of that name
  | 'several-labels'
  | 'other-folder' // a picture, then the only label of its name; their folders may be two sequences
  | 'unclear' // a PNG that may be either: its name is also in another folder
  | 'not-png'; // lies where labels are, in a format that does not keep ids

/** What a person reads behind the files. */
export const AMBIGUITIES: Record<Ambiguity, string> = {
  'same-path': 'the same path twice',
  'several-images': 'several images for one label',
  'several-labels': 'several labels for one image',
  'other-folder': 'one name in two folders, which may be two sequences',
  unclear: 'image or label?',
  'not-png': 'a label that is not a PNG',
};
