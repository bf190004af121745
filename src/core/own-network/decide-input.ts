/** How a network is fed, by what its file says. */
import type { OnnxHeader, OnnxValue, Side } from '#src/core/onnx/header';
import { unsupportedNetwork } from '#src/core/onnx/unreadable';
import type { CardInput, CardSize } from './card';
import type { SideEvidence } from './side-files';

type Layout = CardInput['layout'];
const DTYPES: readonly string[] = ['float32', 'float16', 'uint8'];
/** A multiple that nearly every network takes: five halvings. */
const USUAL_MULTIPLE = 32;

/**
 * The input that takes the picture.
 * @throws AnomalensError `network-unsupported` where several do, or none.
 */
export function pictureInput({ inputs }: OnnxHeader): OnnxValue {
  const names = inputs.map(({ name }) => name);
  const prompts = names.filter((name) =>
    /point_coords|point_labels|input_points|mask_input/.test(name),
  );
  if (prompts.length > 0)
    throw unsupportedNetwork(
      `it takes prompts (${prompts.join(', ')}): it draws masks, and gives no class for each pixel`,
    );
  const pictures = inputs.filter((input) => layoutOf(input) !== null);
  const [picture] = pictures;
  if (!picture)
    throw unsupportedNetwork(
      `none of its inputs takes a picture of three colours: ${inputs.map(described).join(', ')}`,
    );
  if (inputs.length > 1)
    throw unsupportedNetwork(
      `it takes ${inputs.length} inputs (${inputs.map(described).join(', ')}), and a picture alone is given`,
    );
  return picture;
}

/** A tensor in words: its name and its shape. */
export function described({ name, shape, dtype }: OnnxValue): string {
  return `${name} ${shape ? `[${shape.map((side) => side ?? '?').join(', ')}]` : '[?]'} ${dtype}`;
}

/** Where the three colours lie; null for a tensor that is no picture. */
function layoutOf({ shape }: Pick<OnnxValue, 'shape'>): Layout | null {
  if (shape === null) return 'NCHW';
  if (shape.length === 3)
    return shape[0] === 3 ? 'CHW' : shape[2] === 3 ? 'HWC' : shape[0] === null ? 'CHW' : null;
  if (shape.length !== 4) return null;
  if (shape[1] === 3) return 'NCHW';
  if (shape[3] === 3) return 'NHWC';
  return typeof shape[1] === 'number' ? null : 'NCHW';
}

/**
 * All of the input but its normalisation.
 * @throws AnomalensError `network-unsupported` for a dtype or a batch that is not given.
 */
export function inputShape(
  input: OnnxValue,
  side: SideEvidence | null,
  metadata: Readonly<Record<string, string>>,
): Pick<CardInput, 'name' | 'layout' | 'dtype' | 'size'> {
  const layout = layoutOf(input) ?? 'NCHW';
  if (!DTYPES.includes(input.dtype))
    throw unsupportedNetwork(
      `its input ${input.name} is of ${input.dtype}, and float32, float16 or uint8 is given`,
    );
  const [batch] = input.shape ?? [];
  if (layout.startsWith('N') && typeof batch === 'number' && batch > 1)
    throw unsupportedNetwork(
      `it takes ${batch} pictures at a time: export it with a batch of 1, or a free one`,
    );
  return {
    name: input.name,
    layout,
    dtype: input.dtype as CardInput['dtype'],
    size: sizeOf(input.shape, layout, side, metadata),
  };
}

function sizeOf(
  shape: Side[] | null,
  layout: Layout,
  side: SideEvidence | null,
  metadata: Readonly<Record<string, string>>,
): CardSize {
  const [rowAxis, columnAxis] = [layout.indexOf('H'), layout.indexOf('W')];
  const [height, width] = [shape?.[rowAxis], shape?.[columnAxis]];
  if (typeof height === 'number' || typeof width === 'number') {
    // One side alone is fixed: the other has the proportions of a street picture.
    const rows = typeof height === 'number' ? height : Math.round((width as number) / 2);
    const columns = typeof width === 'number' ? width : 2 * rows;
    // Street scenes keep their proportions, as in what the page's own networks see.
    return { kind: 'fixed', width: columns, height: rows, fit: side?.fit ?? 'letterbox' };
  }
  const said = (metadata.imgsz?.match(/\d+/g) ?? []).map(Number);
  const longSide = side?.longSide ?? (said.length > 0 ? Math.max(...said) : null);
  const stride = Number(metadata.stride);
  const multiples = [side?.multipleOf, stride].filter((value) => value && value > 0) as number[];
  const multipleOf = Math.max(USUAL_MULTIPLE, ...multiples);
  return {
    kind: 'free',
    multipleOf,
    longSide: longSide === null ? null : Math.min(longSide, 2048),
  };
}
