const introduction = `# Errors

Every error that Passerelle answers, prints or logs has a code. The code stays the same for as long as its meaning does;
programs should read the code and people the sentence. A word in braces, as in \`{limit}\`, stands for a fact of the
occurrence. No sentence and no fact ever holds personal data.

| line | what it says |
|---|---|
| **What to do** | the next step for whoever sees the error |
| **HTTP** | the status with which a door answers |
| **OperationOutcome** | \`issue.code\` in a FHIR answer; \`issue.details\` has the code itself |
| **Try again** | whether the same request may succeed later without being changed |
| **XDS**, **eHDSI** | the code in an IHE answer, where the error can occur there |

This page is made from the registry in \`libs/kernel/src/errors\` by \`node scripts/errors-doc.mjs\`; \`npm test\` holds both in
step.
`;

/**
 * The whole page: one heading for each code, in the order of the codes.
 * @param {Readonly<Record<string, import('@passerelle/kernel').RegisteredError>>} registry
 * @returns {string} Markdown
 */
export function errorsPage(registry) {
  const codes = Object.keys(registry).sort();
  return [introduction, ...codes.map((code) => section(code, registry[code]))].join('\n');
}

function section(code, { title, message, action, http, issue, retriable, xds, ehdsi }) {
  const facts = [
    `- **What to do**: ${action}`,
    `- **HTTP**: ${http}`,
    `- **OperationOutcome**: \`${issue}\``,
    `- **Try again**: ${retriable ? 'yes, later' : 'no, not unchanged'}`,
    ...(xds === undefined ? [] : [`- **XDS**: \`${xds}\``]),
    ...(ehdsi === undefined ? [] : [`- **eHDSI**: \`${ehdsi}\``]),
  ];
  return `## ${code} ${title}\n\n${message}\n\n${facts.join('\n')}\n`;
}

/**
 * Says how a page differs from the wanted one, heading by heading.
 * @param {string} page
 * @param {string} wanted
 * @returns {string[]} sentences; none when both are the same
 */
export function differences(page, wanted) {
  if (page === wanted) return [];
  const [there, due] = [sectionsOf(page), sectionsOf(wanted)];
  const missing = [...due.keys()].filter((code) => !there.has(code));
  const extra = [...there.keys()].filter((code) => !due.has(code));
  const changed = [...due.keys()].filter((code) => there.has(code) && there.get(code) !== due.get(code));
  return [
    ...missing.map((code) => `docs/errors.md has no heading for ${code}.`),
    ...extra.map((code) => `docs/errors.md has ${code}, which is not in the registry.`),
    ...changed.map((code) => `docs/errors.md says something else about ${code} than the registry.`),
    ...(missing.length + extra.length + changed.length > 0 ? [] : ['docs/errors.md differs outside its headings.']),
  ];
}

function sectionsOf(page) {
  const sections = page.split(/^(?=## )/m).filter((section) => section.startsWith('## '));
  return new Map(sections.map((section) => [/^## (\S+)/.exec(section)?.[1] ?? section, section]));
}
