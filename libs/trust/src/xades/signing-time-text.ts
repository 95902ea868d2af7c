/**
 * The instant of a `SigningTime`: `xs:dateTime` with a zone; without one it would be another instant for every reader.
 * @returns undefined for other text
 */
export function signingTimeOf(text: string): Date | undefined {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
  const time = new Date(form.test(text) ? text : Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
