import { describe, expect, it } from '@jest/globals';
import { escapeAttribute, escapeText } from './escape.js';

describe('escaping after Canonical XML 1.0 section 2.3', () => {
  it('escapes in text &, <, > and carriage return only', () => {
    expect(escapeText('a&b<c>d"e\'f\tg\nh\ri')).toBe('a&amp;b&lt;c&gt;d"e\'f\tg\nh&#xD;i');
  });

  it('escapes in attributes &, <, the quote, tab and line ends, but not >', () => {
    expect(escapeAttribute('a&b<c>d"e\'f\tg\nh\ri')).toBe("a&amp;b&lt;c>d&quot;e'f&#x9;g&#xA;h&#xD;i");
  });

  it('does not escape twice-safe text differently: an entity in text is text', () => {
    expect(escapeText('&amp;')).toBe('&amp;amp;');
  });

  it('marks the place of each character that XML does not allow', () => {
    const forbidden = '\u0000\u0008\u000b\u001f\ufffe\uffff\ud800\udc00\ud800';
    // The surrogates in the middle are a pair and stay; the last one is alone.
    expect(escapeText(forbidden)).toBe('\ufffd'.repeat(6) + '\ud800\udc00' + '\ufffd');
    expect(escapeAttribute('\u0001x\udc00')).toBe('\ufffdx\ufffd');
  });

  it('leaves characters alone that XML allows, the C1 controls and line separators among them', () => {
    const allowed = 'é€😀\u0085\u2028\ue000\ufffd\u{1fffe}';
    expect(escapeText(allowed)).toBe(allowed);
    expect(escapeAttribute(allowed)).toBe(allowed);
  });
});
