/**
 * The methods whose score S2M can start from: those with a calibration, which turns any score into
 * the same evidence.
 */
import type { Method } from './define-method';
import dmlnet from './dmlnet.method';
import energy from './energy.method';
import entropy from './entropy.method';
import mahalanobis from './mahalanobis.method';
import margin from './margin.method';
import maxEntropy from './max-entropy.method';
import maxLogit from './max-logit.method';
import mcDropout from './mc-dropout.method';
import msp from './msp.method';
import odin from './odin.method';
import rpl from './rpl.method';
import sml from './sml.method';
import vl4ad from './vl4ad.method';

/** In the order of their values in settings, links and reports: new ones go to the end. */
export const SOURCES: readonly Method[] = [
  maxEntropy,
  rpl,
  dmlnet,
  msp,
  maxLogit,
  entropy,
  energy,
  margin,
  sml,
  mahalanobis,
  mcDropout,
  odin,
  vl4ad,
];

/** The method behind a value of the parameter `source`. */
export function sourceOf(parameters: Readonly<Record<string, number>>): Method {
  return SOURCES[parameters.source as number] as Method;
}
