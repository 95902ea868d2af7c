/** Tells whether a JSON value is written as the datatype demands (FHIR R4 section 2.24, "Primitive Types"). */
type PrimitiveCheck = (value: unknown) => boolean;

// The text forms are the regular expressions of the standard, anchored. Dates are checked against the calendar as
// well, because the expressions let 2023-02-30 pass.
const dateForm = /^\d{4}(?:-(\d\d)(?:-(\d\d))?)?$/;
const dateTimeForm =
  /^\d{4}(?:-(\d\d)(?:-(\d\d)(?:T([01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00)))?)?)?$/;
const timeForm = /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?$/;
const codeForm = /^[^\s]+(?:\s[^\s]+)*$/;
const idForm = /^[A-Za-z0-9.-]{1,64}$/;
const uriForm = /^\S+$/;
const oidForm = /^urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+$/;
const uuidForm = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const base64Form = /^[A-Za-z0-9+/\s]*(?:=\s*){0,2}$/;
const visible = /\S/;
const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const text = (form: RegExp): PrimitiveCheck => {
  return (value) => typeof value === 'string' && form.test(value);
};
const isString = text(visible);
// A URI that claims to be an OID or a UUID must be one; of other schemes only white space is refused.
const isUri: PrimitiveCheck = (value) =>
  typeof value === 'string' &&
  uriForm.test(value) &&
  (!value.startsWith('urn:oid:') || oidForm.test(value)) &&
  (!value.startsWith('urn:uuid:') || uuidForm.test(value));
const isInteger = (least: number): PrimitiveCheck => {
  return (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 2147483647;
};

const checks: Readonly<Record<string, PrimitiveCheck>> = {
  base64Binary: text(base64Form),
  boolean: (value) => typeof value === 'boolean',
  canonical: isUri,
  code: text(codeForm),
  date: (value) => isCalendarDate(value, dateForm),
  dateTime: (value) => isCalendarDate(value, dateTimeForm),
  decimal: (value) => typeof value === 'number',
  id: text(idForm),
  instant: (value) => typeof value === 'string' && value.length > 19 && isCalendarDate(value, dateTimeForm),
  integer: isInteger(-2147483648),
  markdown: isString,
  oid: text(oidForm),
  positiveInt: isInteger(1),
  string: isString,
  time: text(timeForm),
  unsignedInt: isInteger(0),
  uri: isUri,
  url: isUri,
  uuid: text(uuidForm),
  xhtml: isString,
};

/** Tells whether a datatype is written as a bare JSON value. */
export function isPrimitive(type: string): boolean {
  return Object.hasOwn(checks, type);
}

/** The check of a primitive datatype; every datatype for which {@link isPrimitive} holds has one. */
export function primitiveCheck(type: string): PrimitiveCheck {
  return checks[type]!;
}

function isCalendarDate(value: unknown, form: RegExp): boolean {
  if (typeof value !== 'string') return false;
  const match = form.exec(value);
  if (match === null) return false;
  const month = match[1] === undefined ? 1 : Number(match[1]);
  const day = match[2] === undefined ? 1 : Number(match[2]);
  if (month < 1 || month > 12 || day < 1 || day > daysOfMonth[month - 1]!) return false;
  return month !== 2 || day < 29 || isLeapYear(Number(value.slice(0, 4)));
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
