import type { ByteSource } from './byte-source';
import type { OnnxGraph, OnnxHeader, OnnxNode } from './header';
import { HEAD_BYTES, otherFile } from './other-files';
import { parseHeader } from './parse-header';
import { readSkeleton } from './skeleton';
import { unreadableNetwork, unsupportedNetwork } from './unreadable';

/** What onnxruntime-web 1.30 reads: `src/models/own/limits.spec.ts` looks it up. */
export const LATEST_IR = 13;
export const LATEST_OPSET = 26;
/** Operators that onnxruntime-web has beside those of ONNX. */
const KNOWN_DOMAINS = ['', 'ai.onnx.ml', 'com.microsoft', 'com.microsoft.nchwc', 'ai.onnx.preview'];

/**
 * The header of a file, of any size, without its weights.
 * @throws AnomalensError `network-unreadable` for what is no ONNX file or not all of one,
 * `network-unsupported` for one that onnxruntime-web is too old for or lacks operators of.
 */
export async function readHeader(source: ByteSource): Promise<OnnxHeader> {
  if (source.size === 0) throw unreadableNetwork('the file is empty');
  const head = await source.read(0, Math.min(source.size, HEAD_BYTES));
  const other = otherFile(head);
  if (other) throw unreadableNetwork(other);
  const header = parseHeader(await readSkeleton(source), source.size);
  if (header.nodes.length === 0 || header.outputs.length === 0)
    throw unreadableNetwork('it holds no graph');
  checkVersions(header);
  return header;
}

function checkVersions(header: OnnxHeader): void {
  const { irVersion, opsets, functionDomains } = header;
  if (irVersion > LATEST_IR)
    throw unsupportedNetwork(
      `its format is of version ${irVersion}, and at most ${LATEST_IR} is read: export it with an older version of onnx`,
    );
  const opset = opsets[''] ?? 0;
  if (opset > LATEST_OPSET)
    throw unsupportedNetwork(
      `it is written for opset ${opset}, and at most ${LATEST_OPSET} is known: export it with opset_version=17`,
    );
  const foreign = allNodes(header).find(
    ({ domain }) => !KNOWN_DOMAINS.includes(domain) && !functionDomains.includes(domain),
  );
  if (foreign)
    throw unsupportedNetwork(
      `its operator ${foreign.op} is of "${foreign.domain}", which onnxruntime does not have: export it with standard operators`,
    );
}

/** The nodes of a graph and of the graphs within it. */
function allNodes(graph: OnnxGraph): OnnxNode[] {
  return graph.nodes.flatMap((node) => [node, ...node.graphs.flatMap(allNodes)]);
}
