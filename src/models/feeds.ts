/** Which networks feed which: an input takes the picture or an output of another network. */

interface Port {
  name: string;
  stride: number;
  channels: number;
}

/** What a network of the manifest says of its inputs and outputs. */
export interface Fed {
  id: string;
  input: {
    mean: readonly number[];
    std: readonly number[];
    multipleOf: number;
    defaultLongSide: number;
  };
  inputs: readonly (Port & { from: string })[];
  outputs: Readonly<Record<string, Port>>;
  /** Numbers that a person chooses. */
  scalarInputs?: Readonly<Record<string, unknown>>;
}

/** The source of an input that takes the picture. */
export const PICTURE = 'picture';

/** Id of the network behind a source `id/output`; null for the picture. */
function feederOf(source: string): string | null {
  return source === PICTURE ? null : source.slice(0, source.indexOf('/'));
}

/** Ids of the networks that feed one directly, each once. */
export function feedersOf({ inputs }: Pick<Fed, 'inputs'>): string[] {
  const ids = inputs.map(({ from }) => feederOf(from)).filter((id) => id !== null);
  return [...new Set(ids)];
}

/** Ids of all networks that run before one, in the order in which they run. */
export function allFeedersOf<E extends Fed>(networks: readonly E[], entry: Fed): string[] {
  const ids = feedersOf(entry).flatMap((id) => {
    const feeder = networks.find((network) => network.id === id);
    return feeder ? [...allFeedersOf(networks, feeder), id] : [id];
  });
  return [...new Set(ids)];
}

/**
 * What is wrong with the sources of some networks, for a person; null when all fit. A network is
 * fed by those before it alone, so that none waits for itself, and all of a chain see one picture.
 */
export function wrongFeed(networks: readonly Fed[]): string | null {
  for (const [index, entry] of networks.entries()) {
    for (const { name, from, stride, channels } of entry.inputs) {
      const id = feederOf(from);
      if (entry.input.multipleOf % stride !== 0)
        return `${entry.id}: ${name} has a stride that its sides are no multiple of`;
      if (id === null) {
        if (stride !== 1 || channels !== 3) return `${entry.id}: ${name} is no picture`;
        continue;
      }
      const feeder = networks.slice(0, index).find((network) => network.id === id);
      if (!feeder) return `${entry.id}: ${name} is fed by ${id}, which is not listed before it`;
      // Its outputs are kept with the picture, whatever a person chooses.
      if (Object.keys(feeder.scalarInputs ?? {}).length > 0)
        return `${entry.id}: ${id}, which feeds it, depends on more than the picture`;
      const output = feeder.outputs[from.slice(id.length + 1)];
      if (output?.stride !== stride || output.channels !== channels)
        return `${entry.id}: ${name} is fed by ${from}, which is not of its shape`;
      if (!seeTheSame(entry.input, feeder.input))
        return `${entry.id}: ${id}, which feeds it, takes another picture`;
    }
  }
  return null;
}

function seeTheSame(one: Fed['input'], other: Fed['input']): boolean {
  const numbersOf = ({ mean, std, multipleOf, defaultLongSide }: Fed['input']) => [
    ...mean,
    ...std,
    multipleOf,
    defaultLongSide,
  ];
  const others = numbersOf(other);
  return numbersOf(one).every((number, i) => number === others[i]);
}
