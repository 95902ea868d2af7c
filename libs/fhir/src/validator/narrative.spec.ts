import { describe, expect, it } from '@jest/globals';
import { narrativeFault } from './narrative.js';

const div = (inside: string): string => `<div xmlns="http://www.w3.org/1999/xhtml">${inside}</div>`;

describe('narrativeFault', () => {
  it.each([
    'Asthme',
    '<p>Tension &lt; 140/90 &amp; pouls</p>',
    '<table border="1"><caption>Suivi</caption><tbody><tr><td colspan="2">148</td></tr></tbody></table>',
    '<ul><li>un<br/>deux</li></ul>',
    '<a href="https://example.org/">lien</a>',
    '<img src="#figure" alt="figure"/>',
    '<!-- <script> in a comment --> Asthme',
    '<ul> <li>un</li>\n<li>deux</li> </ul>',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
  ])('accepts %s', (inside) => {
    expect(narrativeFault(div(inside))).toBeUndefined();
  });

  it.each([
    ['namespace', '<div>Asthme</div>'],
    ['namespace', 'Asthme'],
    ['namespace', '<p xmlns="http://www.w3.org/1999/xhtml">Asthme</p>'],
    ['empty', div(' <p> </p> ')],
    ['element', div('<script>alert(1)</script>')],
    ['element', div('<iframe src="https://example.org/"></iframe>')],
    ['element', div('<object>x</object>')],
    ['element', div('<form>x</form>')],
    ['element', div('<svg>x</svg>')],
    ['attribute', div('<p onclick="alert(1)">x</p>')],
    ['attribute', div('<a href="javascript:alert(1)">x</a>')],
    ['attribute', div('<a href=" JavaScript:alert(1)">x</a>')],
    ['attribute', div('<img src="data:text/html,x"/>')],
    ['nesting', div('<table><tr><td>x</td></tr><table><tr><td>y</td></tr></table></table>')],
    ['nesting', div('<table><tbody><td>x</td></tbody></table>')],
    ['nesting', div('<ul><p>x</p></ul>')],
    ['nesting', div('<table><tr><td>x</td>y</tr></table>')],
    ['form', div('<p>x')],
    ['form', div('<b><i>x</b></i>')],
    ['form', div('<p class=x>y</p>')],
    ['form', div('1 < 2')],
    ['form', div('<![CDATA[x]]>')],
    ['form', div('<!-- x')],
    ['form', `${div('x')}<p>y</p>`],
  ])('finds %s in %s', (fault, text) => {
    expect(narrativeFault(text)).toBe(fault);
  });
});
