/** The command line of `npm run analyze` where a video or sequences are analysed. */
import { DRIVE_OPTIONS, driveOf } from '../evaluate/drive-values.mjs';
import { NETWORK_OPTIONS, networksOf } from '../evaluate/network-options.mjs';
import { namesOf, oneOf, outFolder, parse, UsageError } from '../evaluate/values.mjs';
import { isWithin, longSideOf, numberOf, real, USUAL_METHOD } from './options.mjs';

/** @satisfies {NonNullable<import('node:util').ParseArgsConfig['options']>} */
const OPTIONS = {
  ...DRIVE_OPTIONS,
  ...NETWORK_OPTIONS,
  images: { type: 'string' },
  method: { type: 'string' },
  threshold: { type: 'string' },
  smoothing: { type: 'string' },
  'long-side': { type: 'string', default: '768' },
  inference: { type: 'string', default: 'wasm' },
  compute: { type: 'string', default: 'cpu' },
  out: { type: 'string' },
};

/**
 * @param {string[]} args
 * @returns {import('../evaluate/options.mjs').Command | null} null where pictures are meant.
 * @throws UsageError
 */
export function readDriveCommand(args) {
  if (!args.some((word) => /^--(video|sequence)(=|$)/.test(word))) return null;
  const { values, tokens, positionals } = parse(args, OPTIONS);
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is not an option`);
  const given = namesOf(tokens);
  const drive = driveOf(values, given);
  if (!drive) return null;
  if (!values.method && !values.network) throw new UsageError('--method ID is missing');
  const out = outFolder(values.out);
  if (drive.video === null && isWithin(real(out), real(drive.folder)))
    throw new UsageError('--out lies in the folder of --sequence');
  const [network, another] = networksOf(values, given);
  if (another) throw new UsageError('--network: a drive is analysed with one network');
  const { folder, ...files } = drive;
  const job = {
    ...files,
    networks: network ? [network.job] : [],
    method: values.method ?? USUAL_METHOD,
    threshold: values.threshold === undefined ? null : numberOf(values, 'threshold'),
    smoothing:
      values.smoothing === undefined
        ? null
        : oneOf(values, 'smoothing', ['median3', 'along-track']),
    minAreaPercent: 0,
    keepUnlikely: true,
    names: false,
    cover: [],
    longSide: longSideOf(values),
    secondLook: null,
    inference: oneOf(values, 'inference', ['wasm', 'webgpu']),
    compute: oneOf(values, 'compute', ['cpu', 'webgpu']),
  };
  return {
    out,
    folders: {
      images: { path: folder },
      results: { path: out, writable: true },
      ...(network && { networks: [{ path: network.folder }] }),
    },
    job,
  };
}
