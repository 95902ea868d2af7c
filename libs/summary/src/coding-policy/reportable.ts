/** What codes look like. Anything else in the place of a code may be a person's words, and is told without them. */
const codeForm = /^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,39}$/;

/** What code systems are named by: a URI without white space. */
const systemForm = /^[A-Za-z][A-Za-z0-9+.-]{1,20}:[!-~]{1,200}$/;

/** The code as it may be told; empty where it does not look like one. */
export function reportableCode(code: string): string {
  return codeForm.test(code) ? code : '';
}

/** The code system as it may be told; empty where it is not named by a URI. */
export function reportableSystem(system: string): string {
  return systemForm.test(system) ? system : '';
}
