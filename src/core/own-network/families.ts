/** Exporters by what their files are like, for the numbers that stand in no file. */
import type { OnnxHeader } from '#src/core/onnx/header';

export interface Normalisation {
  /** For values from 0 to 1, red first. */
  mean: [number, number, number];
  std: [number, number, number];
}

export const IMAGENET: Normalisation = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };
export const UNIT: Normalisation = { mean: [0, 0, 0], std: [1, 1, 1] };
export const HALF: Normalisation = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };
/** `(byte / 255 - 0) / (1 / 255)`: the byte itself. */
export const BYTES: Normalisation = { mean: [0, 0, 0], std: [1 / 255, 1 / 255, 1 / 255] };
/** `lib/data/cityscapes_cv2.py` of CoinCheung/BiSeNet. */
export const BISENET: Normalisation = {
  mean: [0.3257, 0.369, 0.3223],
  std: [0.2112, 0.2148, 0.2115],
};

interface FamilySigns {
  title: string;
  normalisation: Normalisation;
  /** What the file says beside the names of its tensors. */
  says: (header: OnnxHeader) => boolean;
  /** What its tensors are called, which anybody may call theirs. */
  isNamedSo: (input: string, outputs: readonly string[]) => boolean;
}

export interface Family extends Pick<FamilySigns, 'title' | 'normalisation'> {
  /** Its tensors are merely called so: where to begin, and no evidence. */
  byNames: boolean;
}

const nothing = () => false;

/** The first that fits, those that a file tells of before those whose names it has. */
const FAMILIES: readonly FamilySigns[] = [
  {
    title: 'Ultralytics',
    normalisation: UNIT,
    says: ({ metadata }) => /ultralytics/i.test(metadata.author ?? metadata.description ?? ''),
    isNamedSo: (input) => input === 'images',
  },
  {
    title: 'Hugging Face transformers',
    normalisation: IMAGENET,
    says: nothing,
    isNamedSo: (input) => input === 'pixel_values',
  },
  {
    title: 'PaddleSeg',
    normalisation: HALF,
    says: ({ producer, inputs }) =>
      /paddle/i.test(producer) ||
      inputs.some(({ shape }) => shape?.some((side) => String(side).startsWith('p2o.'))),
    isNamedSo: nothing,
  },
  {
    title: 'BiSeNet of CoinCheung',
    normalisation: BISENET,
    says: nothing,
    isNamedSo: (input, outputs) => input === 'input_image' && outputs.includes('preds'),
  },
  {
    title: 'Qualcomm AI Hub',
    normalisation: UNIT,
    says: nothing,
    isNamedSo: (input, outputs) =>
      input === 'image' && outputs.some((name) => ['mask', 'class_logits'].includes(name)),
  },
  {
    title: 'torchvision',
    normalisation: IMAGENET,
    says: nothing,
    isNamedSo: (input, outputs) => input === 'input' && outputs.includes('out'),
  },
  {
    title: 'mmsegmentation',
    normalisation: IMAGENET,
    says: nothing,
    isNamedSo: (input, outputs) => input === 'input' && outputs[0] === 'output',
  },
];

/** The exporter that the file tells of, or whose tensors are called so; null for none that is known. */
export function familyOf(header: OnnxHeader, input: string): Family | null {
  const outputs = header.outputs.map(({ name }) => name);
  const told = FAMILIES.find(({ says }) => says(header));
  const family = told ?? FAMILIES.find(({ isNamedSo }) => isNamedSo(input, outputs));
  if (!family) return null;
  const { title, normalisation } = family;
  return { title, normalisation, byNames: !told };
}
