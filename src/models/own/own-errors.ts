/** Why onnxruntime refuses a person's network, in words that help to mend it. */
import { AnomalensError } from '#src/core/errors';
import { unreadableNetwork, unsupportedNetwork } from '#src/core/onnx/unreadable';

interface Saying {
  says: RegExp;
  /** A clause without full stop. */
  reason: (match: RegExpExecArray) => string;
}

/** The first that fits. */
const SAYINGS: readonly Saying[] = [
  {
    says: /MountedFiles|Failed to load external data/,
    reason: () => 'its weights lie in other files, which have to be given with it',
  },
  {
    says: /Cannot parse data from external tensors/,
    reason: () =>
      'even the numbers that its shapes follow from lie in another file: save it with a size_threshold of 1024, so that only weights do',
  },
  {
    says: /No Op registered for (\w+)/,
    reason: ([, op]) => `onnxruntime does not know its operator ${op}`,
  },
  {
    says: /No opset import for domain '([^']+)'/,
    reason: ([, domain]) => `it uses operators of "${domain}", which onnxruntime does not have`,
  },
  {
    says: /Could not find an implementation for (\w+)\((\d+)\)/,
    reason: ([, op, version]) =>
      `onnxruntime in the browser cannot compute its operator ${op} (version ${version})`,
  },
  {
    says: /IR version: (\d+)/,
    reason: ([, version]) => `its format is of version ${version}, which is too new`,
  },
  {
    says: /Opset (\d+) is under development/,
    reason: ([, version]) => `it is written for opset ${version}, which is too new`,
  },
  {
    says: /Unexpected input data type\. Actual: \(tensor\((\w+)\)\)/,
    reason: ([, type]) => `its input is of another type than ${type}`,
  },
  {
    says: /index: (\d+) Got: (\d+) Expected: (\d+)/,
    reason: ([, axis, got, expected]) =>
      `its input wants ${expected} in axis ${axis}, and ${got} were given: say its layout and size in the card`,
  },
  {
    says: /broadcast|dimension mismatch|Incompatible dimensions|axes? dimensions|must match|shape/i,
    reason: () =>
      'it cannot be run at this size of the input: say a larger multiple in the card (input.size.multipleOf)',
  },
];

/**
 * An error of loading or running in words about the network itself; others, which are about the machine or
 * the engine, as they are.
 */
export function ownNetworkError(error: unknown): unknown {
  if (!(error instanceof AnomalensError)) return error;
  const isRefusal = error.code === 'model-invalid' || error.code === 'internal';
  // What is said of an opset has the word "limited" in it.
  if (!isRefusal && error.code !== 'webgpu-limit') return error;
  const text = error.cause instanceof Error ? error.cause.message : String(error.cause ?? '');
  if (/protobuf parsing failed|No graph was found/.test(text))
    return unreadableNetwork('it is damaged, or no ONNX file', error);
  for (const { says, reason } of SAYINGS) {
    const match = says.exec(text);
    if (match) return unsupportedNetwork(reason(match), error);
  }
  if (!error.cause || !isRefusal) return error;
  const said = spoken(text);
  return unsupportedNetwork(`onnxruntime refuses it${said ? ` (${said})` : ''}`, error);
}

const LONGEST_SAYING = 200;

/** What onnxruntime says, without the paths of its own sources. */
function spoken(text: string): string {
  const message = text.replace(/^.*(ERROR_MESSAGE|Status Message):\s*/s, '');
  const plain = message.replace(/\S*\/\S*\.(cc|h):\d+\s+\S.*?\)\s+/g, '').trim();
  return plain.slice(0, LONGEST_SAYING).replace(/[.\s]+$/, '');
}
