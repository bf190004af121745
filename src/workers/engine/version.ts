import { dependencies, version } from '../../../package.json';

/**
 * Recorded in exports and shown on the page. onnxruntime-web is pinned, so its version is known
 * before it is loaded.
 */
export const VERSIONS = { anomalens: version, onnxruntime: dependencies['onnxruntime-web'] };
