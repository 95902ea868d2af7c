import { floors, installScripts, licenceExceptions, licences } from './rules.mjs';

/** @typedef {import('./lock-file.mjs').LockedPackage} LockedPackage */

/** Packages below their least version. @param {readonly LockedPackage[]} packages @returns {string[]} sentences */
export function belowFloor(packages) {
  return packages
    .filter(({ name, version }) => Object.hasOwn(floors, name) && !reaches(version, floors[name].floors))
    .map(
      ({ path, name, version }) =>
        `${path} is ${version}, below ${floors[name].floors.join(' or ')}: ${floors[name].advisories}`,
    );
}

/** Packages of production under a licence that is not allowed. @param {readonly LockedPackage[]} packages @returns {string[]} */
export function unlicensed(packages) {
  return packages
    .filter(({ production }) => production)
    .filter(({ name, licence }) => !allows(licence ?? licenceExceptions[name]?.licence ?? 'none'))
    .map(({ path, licence }) => `${path} has the licence ${licence ?? 'none'}`);
}

/** Packages that run a script when installed and are not known to. @param {readonly LockedPackage[]} packages @returns {string[]} */
export function unknownScripts(packages) {
  const isKnown = (name) =>
    Object.keys(installScripts).some((key) => (key.endsWith('/') ? name.startsWith(key) : name === key));
  return packages
    .filter(({ name, hasInstallScript }) => hasInstallScript && !isKnown(name))
    .map(({ path }) => `${path} runs a script when it is installed`);
}

/** What of the lock file would let anything else be installed than was checked. @param {readonly LockedPackage[]} packages @returns {string[]} */
export function loose(packages) {
  return packages.flatMap(({ path, integrity, resolved, bundled, version }) => [
    // What is bundled comes under the digest of the package around it.
    ...(bundled || /^sha512-/.test(integrity ?? '') ? [] : [`${path} has no digest of SHA-512`]),
    // Whoever installs chooses the registry; an address in the lock file would overrule the choice.
    ...(resolved === undefined ? [] : [`${path} names the address it is fetched from`]),
    ...(/^\d+\.\d+\.\d+/.test(version ?? '') ? [] : [`${path} has no version`]),
  ]);
}

/**
 * Packages that a CycloneDX document leaves out, or gives another digest.
 * @param {readonly LockedPackage[]} packages
 * @param {{ components?: readonly { purl?: string, hashes?: readonly { alg: string, content: string }[] }[] }} document
 * @returns {string[]}
 */
export function missingFromBill(packages, document) {
  const listed = new Map((document.components ?? []).map((each) => [each.purl ?? '', each]));
  return packages.flatMap(({ path, name, version, integrity }) => {
    const component = listed.get(`pkg:npm/${name.replace('@', '%40')}@${version.replaceAll('+', '%2B')}`);
    if (component === undefined) return [`${path} ${version} is not in the bill of materials`];
    const digest = component.hashes?.find(({ alg }) => alg === 'SHA-512')?.content;
    const expected =
      integrity === undefined ? undefined : Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex');
    return expected === undefined || digest === expected ? [] : [`${path} has another digest in the bill of materials`];
  });
}

/** Whether a version is at or above the floor of its line, or above all floors. */
function reaches(version, lines) {
  const own = lines.find((floor) => lineOf(floor) === lineOf(version)) ?? lines.at(-1);
  return compare(version, own) >= 0;
}

/** The part of a version that does not change in a compatible release. */
function lineOf(version) {
  const [major, minor] = version.split('.');
  return major === '0' ? `0.${minor}` : major;
}

function compare(a, b) {
  const [left, right] = [a, b].map((version) => version.split('-')[0].split('.').map(Number));
  const at = left.findIndex((part, place) => part !== right[place]);
  // A version before a release, such as 6.0.1-beta.0, is below the release.
  return at < 0 ? Number(!a.includes('-')) - Number(!b.includes('-')) : left[at] - right[at];
}

/** Whether an SPDX expression is satisfied by what is allowed: one of its alternatives, in all of its parts. */
function allows(expression) {
  const words = expression.replace(/[()]/g, ' $& ').trim().split(/\s+/);
  const parts = { at: 0 };
  const holds = either(words, parts);
  return holds && parts.at === words.length;
}

function either(words, place) {
  let holds = all(words, place);
  while (words[place.at] === 'OR') {
    place.at++;
    holds = all(words, place) || holds;
  }
  return holds;
}

function all(words, place) {
  let holds = one(words, place);
  while (words[place.at] === 'AND') {
    place.at++;
    holds = one(words, place) && holds;
  }
  return holds;
}

function one(words, place) {
  const word = words[place.at++];
  if (word !== '(') return licences.includes(word);
  const holds = either(words, place);
  return words[place.at++] === ')' && holds;
}
