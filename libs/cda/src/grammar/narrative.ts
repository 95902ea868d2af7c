import type { TypeStatements } from './notation.js';

// Attributes that nearly every element of the narrative block has, and those that align a cell.
const common = 'ID ID, language NMTOKEN, styleCode NMTOKENS';
const aligned = `${common}, align horizontal, char string, charoff string, valign vertical`;
const cell = `${aligned}, abbr string, axis string, headers IDREFS, scope scope, rowspan string, colspan string`;

// What may stand in running text; blocks; both.
const inlines = [
  'content Content',
  'linkHtml LinkHtml',
  'sub Sub',
  'sup Sup',
  'br Br',
  'footnote Footnote',
  'footnoteRef FootnoteRef',
  'renderMultiMedia RenderMultiMedia',
];
const outOfFootnotes = inlines.filter((part) => !part.startsWith('footnote'));
const captions = ['linkHtml LinkHtml', 'sub Sub', 'sup Sup', 'footnote Footnote', 'footnoteRef FootnoteRef'];
const lists = ['paragraph Paragraph', 'list List'];
const blocks = [...lists, 'table Table'];

function any(...parts: readonly string[]): string {
  return `(${parts.join(' | ')}) 0..*`;
}

const rows: TypeStatements[string] = { attributes: aligned, parts: '(tr Tr) 1..*' };

/** The narrative block of CDA R2 (section 4.3.5 of the standard). */
export const narrative: TypeStatements = {
  Text: { mixed: true, attributes: `${common}, mediaType == text/plain`, parts: any(...inlines, ...blocks) },

  Content: { mixed: true, attributes: `${common}, revised revised`, parts: any(...inlines) },
  LinkHtml: {
    mixed: true,
    attributes: `${common}, name string, href string, rel string, rev string, title string`,
    parts: any('footnote Footnote', 'footnoteRef FootnoteRef'),
  },
  Sub: { mixed: true },
  Sup: { mixed: true },
  Br: {},
  Footnote: { mixed: true, attributes: common, parts: any(...outOfFootnotes, ...blocks) },
  FootnoteRef: { attributes: `${common}, IDREF! IDREF` },
  RenderMultiMedia: { attributes: `${common}, referencedObject! IDREFS`, parts: 'caption 0..1 Caption' },

  Caption: { mixed: true, attributes: common, parts: any(...captions) },
  Paragraph: { mixed: true, attributes: common, parts: `caption 0..1 Caption, ${any(...inlines)}` },
  List: { attributes: `${common}, listType listType`, parts: 'caption 0..1 Caption, item 1..* Item' },
  Item: { mixed: true, attributes: common, parts: `caption 0..1 Caption, ${any(...inlines, ...blocks)}` },

  Table: {
    attributes: `${common}, summary string, width string, border string, frame frame, rules rules, cellspacing string,
      cellpadding string`,
    parts: `caption 0..1 Caption, (col 0..* Col | colgroup 0..* Colgroup), thead 0..1 Thead, tfoot 0..1 Tfoot,
      tbody 1..* Tbody`,
  },
  Col: { attributes: `${aligned}, span string, width string` },
  Colgroup: { attributes: `${aligned}, span string, width string`, parts: '(col Col) 0..*' },
  Thead: rows,
  Tfoot: rows,
  Tbody: rows,
  Tr: { attributes: aligned, parts: '(th Th | td Td) 1..*' },
  Th: { mixed: true, attributes: cell, parts: any(...inlines) },
  Td: { mixed: true, attributes: cell, parts: any(...inlines, ...lists) },
};
