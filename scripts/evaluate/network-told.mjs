/** What is said of a person's own network, and of the methods that can be asked for. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {import('../../src/evaluation/headless/told-network.ts').ToldNetwork} ToldNetwork
 * @typedef {import('../../src/evaluation/headless/told-network.ts').MethodsResult} MethodsResult
 */

/** What nothing in the files says, and where it is said. @type {Record<string, string>} */
const QUESTIONS = {
  normalisation: 'Mean and standard deviation are a guess: input.mean and input.std of the card.',
  output: 'It has other outputs that might be meant: output.name of the card.',
  fit: 'Its input is of one size: pictures keep their proportions and grey fills the rest, unless input.size.fit of the card is "stretch".',
  channels: 'How many classes it has could not be told: classes of the card.',
};

/** How a network is fed and read, and why, in lines. @param {ToldNetwork} network */
export function networkLines({ modelId, card, because, unclear }) {
  const { input, output } = card;
  const { size } = input;
  const sides =
    size.kind === 'fixed'
      ? `${size.width} x ${size.height} (${size.fit})`
      : `multiples of ${size.multipleOf}${size.longSide === null ? '' : `, long side ${size.longSide}`}`;
  const numbers = (/** @type {readonly number[]} */ values) =>
    values.map((value) => Number(value.toFixed(4))).join(' ');
  return [
    `${card.title} (${modelId}): ${input.name} ${input.layout} ${input.dtype} ${input.colour}, ${sides}, mean ${numbers(input.mean)}, std ${numbers(input.std)}`,
    `${output.name} ${output.layout}: ${output.kind} of ${classesTold(card)}`,
    ...because,
    ...unclear.map((field) => QUESTIONS[field] ?? field),
  ];
}

/** What scores are about. @param {ToldNetwork['card']} card */
function classesTold({ classes, leftOut }) {
  const shown = classes.length - leftOut.length;
  const told = shown === 1 ? '1 class and everything else' : `${shown} classes`;
  return leftOut.length === 0 ? told : `${told}, of ${classes.length} channels`;
}

/** Lines of `--methods list`. @param {MethodsResult} result */
export function methodLines({ networks, methods }) {
  const rows = methods.map(({ id, name, title, unit }) => [name, id, title, unit]);
  return [
    ...networks.flatMap((network) => [...networkLines(network), '']),
    ...leftAligned([['method', 'id', 'title', 'unit'], ...rows]),
  ];
}

/** @param {string[][]} rows */
function leftAligned(rows) {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Keeps the cards where the results go. @param {ToldNetwork[]} networks @param {string} folder */
export function writeCards(networks, folder) {
  for (const { modelId, card } of networks) {
    const name = networks.length > 1 ? `anomalens-${modelId}.json` : 'anomalens.json';
    writeFileSync(join(folder, name), `${JSON.stringify(card, null, 2)}\n`);
  }
}
