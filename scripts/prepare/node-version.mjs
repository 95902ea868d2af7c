/** The oldest Node.js that runs the house, as package.json says it in `engines`. */
const oldest = [20, 19];

/**
 * Says in one sentence that a Node.js is too old.
 * @param {string} version - as in process.versions.node: `20.20.2`
 * @returns {string | undefined} nothing when it is new enough
 */
export function nodeVersionFault(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `Passerelle needs Node.js ${oldest.join('.')} or newer and this is ${version}: install a newer one and run the command again.`;
}
