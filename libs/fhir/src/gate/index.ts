export { checkEps } from './check-eps.js';
export type { Finding } from './finding.js';
export { sectionRules, type SectionRule } from './rules/sections.js';
