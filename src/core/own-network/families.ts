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

export interface Family {
  title: string;
  normalisation: Normalisation;
}

interface FamilySigns extends Family {
  fits: (header: OnnxHeader, input: string, outputs: readonly string[]) => boolean;
}

/** The first that fits. */
const FAMILIES: readonly FamilySigns[] = [
  {
    title: 'Ultralytics',
    normalisation: UNIT,
    fits: ({ metadata }, input) =>
      input === 'images' || /ultralytics/i.test(metadata.author ?? metadata.description ?? ''),
  },
  {
    title: 'Hugging Face transformers',
    normalisation: IMAGENET,
    fits: (_header, input) => input === 'pixel_values',
  },
  {
    title: 'PaddleSeg',
    normalisation: HALF,
    fits: ({ producer, inputs }) =>
      /paddle/i.test(producer) ||
      inputs.some(({ shape }) => shape?.some((side) => String(side).startsWith('p2o.'))),
  },
  {
    title: 'BiSeNet of CoinCheung',
    normalisation: BISENET,
    fits: (_header, input, outputs) => input === 'input_image' && outputs.includes('preds'),
  },
  {
    title: 'Qualcomm AI Hub',
    normalisation: UNIT,
    fits: (_header, input, outputs) =>
      input === 'image' && outputs.some((name) => ['mask', 'class_logits'].includes(name)),
  },
  {
    title: 'torchvision',
    normalisation: IMAGENET,
    fits: (_header, input, outputs) => input === 'input' && outputs.includes('out'),
  },
  {
    title: 'mmsegmentation',
    normalisation: IMAGENET,
    fits: (_header, input, outputs) => input === 'input' && outputs[0] === 'output',
  },
];

/** The exporter whose files look so; null for none that is known. */
export function familyOf(header: OnnxHeader, input: string): Family | null {
  const outputs = header.outputs.map(({ name }) => name);
  return FAMILIES.find(({ fits }) => fits(header, input, outputs)) ?? null;
}
