/** Colours of the classes that words are asked for, as those of Cityscapes. */

const COLOURS: Readonly<Record<string, string>> = {
  road: '#804080',
  sidewalk: '#f423e8',
  building: '#464646',
  wall: '#66669c',
  fence: '#be9999',
  pole: '#999999',
  'traffic light': '#faaa1e',
  'traffic sign': '#dcdc00',
  vegetation: '#6b8e23',
  terrain: '#98fb98',
  sky: '#4682b4',
  person: '#dc143c',
  rider: '#ff0000',
  car: '#00008e',
  truck: '#000046',
  bus: '#003c64',
  train: '#005064',
  motorcycle: '#0000e6',
  bicycle: '#770b20',
};

/** Every prompt has it in a map of classes: none of the classes does. */
export const PROMPT_COLOUR = '#ff2e93';

/** `#rrggbb` of a class by its name; grey for a name that is none. */
export function colourOfClass(name: string): string {
  return COLOURS[name] ?? '#808080';
}
