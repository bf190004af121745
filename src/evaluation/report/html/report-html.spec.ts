import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import { html } from './markup';
import { reportHtml } from './report-html';
import { STYLE, STYLE_HASH } from './style';
import { EMPTY, failedPicture, pictureOf, REGION, reportWith } from './testing/set-report';

const HOSTILE = `<script>alert(1)</script>"onerror='x'&.png`;
const HARMLESS = '&lt;script&gt;alert(1)&lt;/script&gt;&quot;onerror=&#39;x&#39;&amp;.png';

describe('a report of a set', () => {
  it('says in a sentence what was found, and which picture holds most', () => {
    const text = reportHtml(reportWith());
    expect(text).toContain('1 of 2 pictures has something that the network does not know.');
    expect(text).toContain('The largest share is 20 % of a.jpg.');
  });

  it('has a small picture with its name, regions and largest region', () => {
    const text = reportHtml(reportWith());
    expect(text).toContain(
      '<img src="data:image/jpeg;base64,AAAA" width="32" height="20" alt="a.jpg, 2 regions tinted">',
    );
    expect(text).toContain('<strong>20 %</strong> unknown: 2 regions, the largest 12 %');
    expect(text).toContain('All pictures with regions');
  });

  it('says how many of the pictures are shown, and which could not be', () => {
    const pictures = ['a.jpg', 'b.jpg', 'c.jpg'].map((name) => pictureOf(name));
    const missing = [{ picture: 'b.jpg', reason: 'The network did not arrive.' }];
    const text = reportHtml(reportWith({ pictures, sheet: { ...reportWith().sheet, missing } }));
    expect(text).toContain('1 of the 3 pictures with regions');
    expect(text).toContain('<bdi class="name">b.jpg</bdi>: The network did not arrive.');
  });

  it('has a row for each analysed picture, and the largest regions of each', () => {
    const text = reportHtml(reportWith());
    expect(text).toContain(
      '<th scope="row"><bdi class="name">a.jpg</bdi></th><td>2</td><td>20 %</td><td>12 %</td><td>0.900</td><td>70 %</td><td>1.8 s</td>',
    );
    expect(text).toContain(
      '<th scope="row">1</th><td>1\u202f200</td><td>12 %</td><td>3, 4, 50 × 40</td><td>20, 22</td><td>0.750</td><td>0.900</td><td>25 %</td>',
    );
    expect(text).toContain('The 1 largest of 2; the table file has all.');
  });

  it('says nothing of confidence where no classifier judged', () => {
    const picture = pictureOf('a.jpg', { meanConfidence: null });
    const pictures = [{ ...picture, largest: [{ ...REGION, falsePositive: null }] }];
    const text = reportHtml(reportWith({ pictures }));
    expect(text).not.toContain('Confidence');
    expect(text).not.toContain('False alarm');
  });

  it('names the settings, the raw threshold, the networks and the versions', () => {
    const text = reportHtml(reportWith());
    for (const words of [
      'Maximised entropy (max-entropy)',
      '0.936 fraction of ln 19, the method’s default (raw 0.93587)',
      'left out above P(false positive) = 0.5',
      '768 px',
      'ab'.repeat(32),
      'Anomalens 0.1.0, onnxruntime-web 1.30.0',
      '30 November 2026',
    ])
      expect(text).toContain(words);
    const settings = {
      ...reportWith().settings,
      isDefaultThreshold: false,
      minAreaPercent: 0.05,
      removeAbove: null,
    };
    const other = reportHtml(reportWith({ settings }));
    expect(other).toContain('0.936 fraction of ln 19 (raw 0.93587)');
    expect(other).toContain('0.05 % of the picture');
    expect(other).toContain('<dt>Unlikely regions</dt><dd>kept</dd>');
  });

  it('tells the words of a method that answers to them, and of no other', () => {
    const settings = { ...reportWith().settings, words: DEFAULT_VOCABULARY };
    const told = '<dt>Words of the known classes</dt><dd>the strict lists</dd>';
    expect(reportHtml(reportWith({ settings }))).toContain(told);
    expect(reportHtml(reportWith())).not.toContain('Words of the known classes');
  });

  it('says what is blurred, and that some may be missed', () => {
    const settings = { ...reportWith().settings, covered: ['persons', 'vehicles'] };
    const text = reportHtml(reportWith({ settings }));
    expect(text).toContain('Persons and vehicles are blurred where the network sees them');
    expect(text).toContain(
      '<dt>Blurred</dt><dd>persons and vehicles, where the base network sees them</dd>',
    );
    expect(reportHtml(reportWith())).toContain('<dt>Blurred</dt><dd>nothing</dd>');
  });

  it('names what failed and why, and what is odd about a picture', () => {
    const odd = pictureOf('b.jpg', { notices: ['Turned as the camera noted it (EXIF).'] });
    const text = reportHtml(
      reportWith({ pictures: [odd, failedPicture('c.jpg', 'It is damaged.')] }),
    );
    expect(text).toContain('<bdi class="name">c.jpg</bdi></th><td>It is damaged.</td>');
    expect(text).toContain('1 more could not be analysed');
    expect(text).toContain('<small>Turned as the camera noted it (EXIF).</small>');
  });

  it('of nothing unknown, of one picture and of none is whole too', () => {
    const none = reportHtml(
      reportWith({ pictures: ['a', 'b'].map((name) => pictureOf(name, EMPTY)) }),
    );
    expect(none).toContain('None of the 2 pictures has something that the network does not know');
    expect(none).not.toContain('What to look at first');
    expect(none).not.toContain('id="regions"');
    expect(reportHtml(reportWith({ pictures: [pictureOf('a')] }))).toContain(
      'The picture has something that the network does not know.',
    );
    expect(reportHtml(reportWith({ pictures: [failedPicture('a', 'x')] }))).toContain(
      'No picture could be analysed.',
    );
  });
});

describe('a report opens anywhere and asks for nothing', () => {
  const everywhere = reportWith({
    title: HOSTILE,
    pictures: [pictureOf(HOSTILE, { notices: [HOSTILE] }), failedPicture(HOSTILE, HOSTILE)],
    networks: [{ id: HOSTILE, title: HOSTILE, sha256: HOSTILE }],
    sheet: {
      tiles: [{ picture: HOSTILE, width: 1, height: 1, image: 'data:image/jpeg;base64,AAAA' }],
      missing: [{ picture: HOSTILE, reason: HOSTILE }],
    },
  });

  it('names and messages are text, whatever they hold', () => {
    const text = reportHtml(everywhere);
    expect(text).not.toMatch(/<script|onerror='/i);
    expect(text.split(HARMLESS).length).toBeGreaterThan(12);
    expect(html`<i title="${HOSTILE}">${[HOSTILE, null, 3]}</i>`.text).toBe(
      `<i title="${HARMLESS}">${HARMLESS}3</i>`,
    );
  });

  it('refers to nothing outside itself', () => {
    const text = reportHtml(everywhere);
    expect(text).not.toMatch(/https?:|\/\/[a-z]|url\(|@import|<link|<iframe|<object|<base/i);
    const sources = [...text.matchAll(/\s(?:src|href|srcset|action|poster)\s*=\s*"([^"]*)"/gi)];
    expect(sources.map(([, source]) => source)).toEqual(['data:image/jpeg;base64,AAAA']);
  });

  it('allows pictures within it and its one style, and nothing else', () => {
    const [, policy] =
      /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(reportHtml(everywhere)) ?? [];
    expect(policy?.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; img-src data:; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`,
    );
    expect(STYLE_HASH).toBe(createHash('sha256').update(STYLE).digest('base64'));
    const text = reportHtml(everywhere);
    expect(text).toContain(`<style>${STYLE}</style>`);
    expect(text).not.toMatch(/\sstyle="/); // the policy would ignore it
  });

  it('every table has heads and every picture words', () => {
    const text = reportHtml(everywhere);
    const tables = text.split('<table').slice(1);
    expect(tables.length).toBeGreaterThan(3);
    for (const table of tables) {
      expect(table).toMatch(/<thead><tr><th scope="col">/);
      expect(table).toMatch(/<tbody>\n<tr><th scope="row">/);
    }
    expect([...text.matchAll(/<img [^>]*alt="[^"]+"/g)]).toHaveLength(1);
    expect([...text.matchAll(/<h1>/g)]).toHaveLength(1);
  });
});
