import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeText } from '../escape-text.js';
import { element, htmlOf, Markup } from './markup.js';

describe('escaping', () => {
  it('leaves nothing of a text that could end it or begin markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeText(text)).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
    );
  });

  it('is done once, to text and to attributes, and to nothing else', () => {
    const inner = element('b', {}, 'a & <i>');
    expect(htmlOf(element('p', { title: '"&\'' }, inner, ' < '))).toBe(
      '<p title="&quot;&amp;&#39;"><b>a &amp; &lt;i&gt;</b> &lt; </p>',
    );
    expect(htmlOf(new Markup('<hr>'))).toBe('<hr>');
  });

  it('shows what HTML forbids as a sign, and keeps every other character', () => {
    expect(escapeText('a\u0000b\u009dc\ud800')).toBe('a\ufffdb\ufffdc\ufffd');
    expect(escapeText('a\tb\nΩ💓ș')).toBe('a\tb\nΩ💓ș');
  });
});
