/** An ONNX file without its weights: small enough to be read whole, whatever the file's size. */
import { type ByteSource, SourceWindow } from './byte-source';
import { bytesTag, cutOff, damaged, joined, readVarint, WIRE } from './wire';

/** Messages whose larger parts are looked into, by the fields that hold them. */
interface Kind {
  readonly [field: number]: Kind;
}
const TENSOR: Kind = {};
const GRAPH: Record<number, Kind> = {};
const ATTRIBUTE: Kind = { 5: TENSOR, 6: GRAPH, 10: TENSOR, 11: GRAPH };
const NODE: Kind = { 5: ATTRIBUTE };
Object.assign(GRAPH, { 1: NODE, 5: TENSOR });
const MODEL: Kind = { 7: GRAPH };

/** Numbers of a normalisation, names and shapes are shorter; weights are longer. */
const LONGEST_KEPT = 4096;
/** What exporters write of a model as text, such as the names of its classes. */
const LONGEST_TEXT = 2 ** 20;
/** Deeper than any exporter nests graphs. */
const DEEPEST = 32;
/** Names of so many nodes are no network that a browser runs. */
const LARGEST_SKELETON = 2 ** 27;

/**
 * The model with every part left out that is longer than 4 KB and no message of its own: weights, and
 * texts of documentation.
 * @throws AnomalensError `network-unreadable` for a file that ends early or is no such message.
 */
export async function readSkeleton(source: ByteSource): Promise<Uint8Array> {
  const window = new SourceWindow(source);
  const budget = { left: LARGEST_SKELETON };
  return skeletonOf(window, { start: 0, end: source.size, kind: MODEL, depth: 0 }, budget);
}

interface Part {
  start: number;
  end: number;
  kind: Kind;
  depth: number;
}

async function skeletonOf(
  window: SourceWindow,
  { start, end, kind, depth }: Part,
  budget: { left: number },
): Promise<Uint8Array> {
  if (depth > DEEPEST) throw damaged();
  const parts: Uint8Array[] = [];
  const keep = (bytes: Uint8Array) => {
    budget.left -= bytes.length;
    if (budget.left < 0) throw damaged();
    parts.push(bytes);
  };
  const byteAt = (position: number) => (position < end ? window.byteAt(position) : undefined);
  let position = start;
  while (position < end) {
    if (!window.has(position, 20)) await window.load(position, 20);
    const tag = readVarint(byteAt, position);
    const [field, wire] = [Math.floor(tag.value / 8), tag.value % 8];
    if (field === 0) throw damaged();
    const { body, next } = extentOf(byteAt, wire, tag.next);
    if (next > end) throw cutOff();
    const inner = kind[field];
    if (next - position <= (depth === 0 ? LONGEST_TEXT : LONGEST_KEPT)) {
      if (!window.has(position, next - position)) await window.load(position, next - position);
      keep(window.slice(position, next).slice());
    } else if (inner) {
      const part = { start: body, end: next, kind: inner, depth: depth + 1 };
      const content = await skeletonOf(window, part, budget);
      keep(bytesTag(field, content.length));
      parts.push(content);
    }
    position = next;
  }
  return joined(parts);
}

/** Where the value of a field begins, and where the next field does. */
function extentOf(
  byteAt: (position: number) => number | undefined,
  wire: number,
  position: number,
): { body: number; next: number } {
  switch (wire) {
    case WIRE.varint:
      return { body: position, next: readVarint(byteAt, position).next };
    case WIRE.fixed64:
      return { body: position, next: position + 8 };
    case WIRE.fixed32:
      return { body: position, next: position + 4 };
    case WIRE.bytes: {
      const length = readVarint(byteAt, position);
      if (length.value < 0) throw damaged(); // it would be read again and again
      return { body: length.next, next: length.next + length.value };
    }
    default:
      throw damaged();
  }
}
