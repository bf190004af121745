import { expect, it } from 'vitest';

const sources = import.meta.glob<string>(['../{gpu,models,workers}/**/*.ts', '!../**/*.spec.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const MAKES =
  /\.(create(?:Buffer|Texture|Sampler|\w*Pipeline\w*|BindGroup\w*|ShaderModule|CommandEncoder|QuerySet)|begin(?:Compute|Render)Pass)\(/g;

/** What stands between a bracket and its partner. */
function argumentsFrom(source: string, start: number): string {
  let depth = 1;
  let end = start;
  for (; depth > 0 && end < source.length; end++) {
    if ('([{'.includes(source.charAt(end))) depth += 1;
    if (')]}'.includes(source.charAt(end))) depth -= 1;
  }
  return source.slice(start, end);
}

it('every object of the GPU has a label, so that its errors name it', () => {
  const made = Object.entries(sources).flatMap(([file, source]) =>
    [...source.matchAll(MAKES)].map((match) => ({
      where: `${file} ${match[1]}`,
      given: argumentsFrom(source, match.index + match[0].length),
    })),
  );
  expect(made.length).toBeGreaterThan(15);
  expect(made.filter(({ given }) => !/\blabel\b/.test(given)).map(({ where }) => where)).toEqual(
    [],
  );
});
