const begin = '<!-- rules: written by scripts/cda-rules-doc.mjs -->';
const end = '<!-- end of the rules -->';

/**
 * The rules of libs/cda as tables of Markdown.
 * @param {Pick<typeof import('@passerelle/cda'), 'syntaxRules' | 'schemaRule' | 'pivotRuleGroups'>} cda
 * @returns {string}
 */
export function ruleTables({ syntaxRules, schemaRule, pivotRuleGroups }) {
  const grammar = [...Object.entries(syntaxRules).map(([id, text]) => ({ id, text })), schemaRule];
  const groups = [
    { title: 'Grammar', rules: grammar.map((rule) => ({ ...rule, writing: 'error', reading: 'warning' })) },
    ...pivotRuleGroups,
  ];
  return groups.map(tableOf).join('\n');
}

function tableOf({ title, rules }) {
  const rows = rules.map(({ id, writing, reading, text }) => `| \`${id}\` | ${writing} | ${reading} | ${text} |`);
  return ['### ' + title, '', '| rule | writing | reading | what it demands |', '|---|---|---|---|', ...rows, ''].join(
    '\n',
  );
}

/**
 * A page with the tables in their place.
 * @param {string} page
 * @param {string} tables
 * @returns {string}
 * @throws {Error} where the page has no place for them
 */
export function pageWith(page, tables) {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the page must have the lines "${begin}" and "${end}"`);
  return `${page.slice(0, from + begin.length)}\n\n${tables}\n${page.slice(to)}`;
}

/**
 * The rules that a page says nothing of, or something else than the registry.
 * @param {string} page
 * @param {string} wanted - the same page with the tables in their place
 * @returns {string[]} rows of the tables
 */
export function rowsOutOfStep(page, wanted) {
  const there = new Set(page.split('\n'));
  return wanted.split('\n').filter((line) => line.startsWith('| `') && !there.has(line));
}
