/**
 * What the module exports, as its AssemblyScript declares it. Pointers are bytes in its memory.
 */
type Pointer = number;

interface ScoreKernels {
  blendRows(
    above: Pointer,
    below: Pointer,
    plane: number,
    width: number,
    classes: number,
    down: number,
    row: Pointer,
    steps: Pointer,
  ): void;
  sampleRow(
    row: Pointer,
    steps: Pointer,
    offsets: Pointer,
    fractions: Pointer,
    count: number,
    classes: number,
    z: Pointer,
    firsts: Pointer,
    seconds: Pointer,
    winners: Pointer,
  ): void;
  softmaxRow(
    z: Pointer,
    firsts: Pointer,
    winners: Pointer,
    count: number,
    classes: number,
    inverse: number,
    rests: Pointer,
    weights: Pointer,
  ): void;
  distanceRow(
    z: Pointer,
    count: number,
    classes: number,
    scale: number,
    centre: number,
    share: number,
    out: Pointer,
  ): void;
  msp(rests: Pointer, out: Pointer, count: number): void;
  maxLogit(firsts: Pointer, out: Pointer, count: number): void;
  entropy(rests: Pointer, weights: Pointer, scale: number, out: Pointer, count: number): void;
  energy(firsts: Pointer, rests: Pointer, temperature: number, out: Pointer, count: number): void;
  margin(
    firsts: Pointer,
    seconds: Pointer,
    rests: Pointer,
    inverse: number,
    out: Pointer,
    count: number,
  ): void;
  distanceMix(
    distances: Pointer,
    rests: Pointer,
    beta: number,
    gamma: number,
    out: Pointer,
    count: number,
  ): void;
  largestRow(z: Pointer, count: number, classes: number, known: number, out: Pointer): void;
  rejectedRow(z: Pointer, count: number, classes: number, out: Pointer): void;
  knownProbability(
    firsts: Pointer,
    knowns: Pointer,
    rests: Pointer,
    inverse: number,
    out: Pointer,
    count: number,
  ): void;
  knownLog(
    firsts: Pointer,
    knowns: Pointer,
    rests: Pointer,
    inverse: number,
    out: Pointer,
    count: number,
  ): void;
}

interface BlurKernels {
  blurRow(
    source: Pointer,
    side3: number,
    side2: number,
    side1: number,
    centre: number,
    out: Pointer,
    count: number,
  ): void;
  blurColumns(
    rows: Pointer,
    side3: number,
    side2: number,
    side1: number,
    centre: number,
    out: Pointer,
    count: number,
  ): void;
}

export interface SimdKernels extends ScoreKernels, BlurKernels {
  memory: WebAssembly.Memory;
  heapBase(): Pointer;
}
