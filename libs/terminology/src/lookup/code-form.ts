/** The form that every code has. */
export const everyCode = '*';

/**
 * Whether a source code is a form of codes that keep their code in the target system: `*` is every code, `???.?` every
 * code of three characters, a point and one more. ICD-10-CM needs this: only its short codes are also codes of ICD-10.
 */
export function isForm(sourceCode: string): boolean {
  return sourceCode === everyCode || /^[?.]+$/.test(sourceCode);
}

/** Whether a code has the form; `?` is any one character, a point is a point. */
export function hasForm(code: string, form: string): boolean {
  if (form === everyCode) return true;
  if (code.length !== form.length) return false;
  for (let place = 0; place < form.length; place++) {
    if ((form[place] === '.') !== (code[place] === '.')) return false;
  }
  return true;
}

/** Order in which forms are tried, the least first: the longest is the most particular, and `*` is the last. */
export function rankOfForm(form: string): number {
  return form === everyCode ? 0 : -form.length;
}
