/** Why a person has to say what belongs together. */
export type Ambiguity =
  | 'same-path' // two files of one path and name
  | 'several-images' // one label, more than one picture of that name
  | 'several-labels'
  | 'unclear' // a PNG that may be either: its name is also in another folder
  | 'not-png'; // lies where labels are, in a format that does not keep ids
