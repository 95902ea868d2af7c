import { isUriReference } from './uri-reference.js';

/** Tells whether the text of an attribute belongs to a simple type. */
export type Lexical = (value: string) => boolean;

// White space of XML; nothing else separates or surrounds values (XML Schema part 2, section 4.3.6).
const around = /^[ \t\n\r]+|[ \t\n\r]+$/g;

/** A value without the white space around it, as types other than strings are read. */
export function collapsed(value: string): string {
  const first = value.charCodeAt(0);
  const last = value.charCodeAt(value.length - 1);
  return first <= 0x20 || last <= 0x20 ? value.replace(around, '') : value;
}

/** Whether a value is nothing but digits, as most numbers and dates are. */
function isDigits(value: string): boolean {
  let at = 0;
  while (at < value.length) {
    const digit = value.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return false;
    at++;
  }
  return at > 0;
}

function isReal(value: string): boolean {
  return (value.length < short && isDigits(value)) || isDecimalOrDouble(value);
}

function isTime(value: string): boolean {
  return (value.length <= 8 && isDigits(value)) || time.test(value);
}

function form(pattern: RegExp): Lexical {
  return (value) => pattern.test(value) || pattern.test(collapsed(value));
}

/** The items of a list type. */
export function itemsOf(value: string): string[] {
  return value.split(/[ \t\n\r]+/).filter((each) => each !== '');
}

/** A list type: at least one item where `least` is 1. */
export function listOf(item: Lexical, least: 0 | 1): Lexical {
  return (value) => {
    const items = itemsOf(value);
    return items.length >= least && items.every(item);
  };
}

// What the engine keeps as a string of its own, and not as a slice of the document: those a loop reads fastest.
const short = 13;
const token = /^[^ \t\n\r]+$/;

function isToken(value: string): boolean {
  if (value.length < short) {
    let at = 0;
    while (at < value.length && value.charCodeAt(at) > 0x20) at++;
    if (at === value.length && at > 0) return true;
  }
  return token.test(value) || token.test(collapsed(value));
}

const oid = /^[0-2](?:\.(?:0|[1-9]\d*))*$/;
const uuid = /^[0-9A-Za-z]{8}(?:-[0-9A-Za-z]{4}){3}-[0-9A-Za-z]{12}$/;
const reservedName = /^[A-Za-z][A-Za-z0-9-]*$/;

const hyphen = 0x2d;

function isUid(value: string): boolean {
  // A UUID has a hyphen after eight digits, where an OID has none; which pattern is asked first changes nothing but time.
  if (value.charCodeAt(8) === hyphen && uuid.test(value)) return true;
  return oid.test(value) || uuid.test(value) || reservedName.test(value);
}

const time = /^(?:\d{1,8}|(?:\d{9,14}|\d{14}\.\d+)(?:[+-]\d{1,4})?)$/;
// XML Schema takes a decimal without digits on one side of the point, and an exponent only with digits.
const decimalOrDouble = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN)$/;
// A last group of two or three characters has no idle bits set (XML Schema part 2, section 3.2.16).
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;

const isDecimalOrDouble = form(decimalOrDouble);

function isProbability(value: string): boolean {
  const text = collapsed(value);
  return decimalOrDouble.test(text) && Number(text) >= 0 && Number(text) <= 1;
}

// Names of XML 1.0, fifth edition, without colons where they are identifiers (Namespaces in XML, production 4).
const nameStart =
  'A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}' +
  '\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const nameRest = `\\u{300}-\\u{36F}\\u{203F}-\\u{2040}\\u{B7}0-9.\\-${nameStart}`;
const plainName = /^[A-Za-z_][\w.-]*$/;
const anyName = form(new RegExp(`^[${nameStart}][${nameRest}]*$`, 'u'));
// Nearly all names are ASCII, for which a pattern of Unicode takes three times as long.
const isName: Lexical = (value) => plainName.test(value) || anyName(value);
const isNameToken = form(new RegExp(`^[${nameRest}:]+$`, 'u'));

/**
 * The simple types of the grammar. The first group are HL7's, the second those of XML Schema that HL7 uses. An empty list
 * is no value of IDREFS and NMTOKENS.
 */
export const simpleTypes: Readonly<Record<string, Lexical>> = {
  bl: form(/^(?:true|false)$/),
  bin: (value) => base64.test(value.replace(/[ \t\n\r]+/g, '')),
  cs: isToken,
  int: form(/^[+-]?\d+$/),
  list_int: listOf(form(/^[+-]?\d+$/), 0),
  probability: isProbability,
  real: isReal,
  st: (value) => value !== '',
  ts: isTime,
  uid: isUid,
  url: (value) => isUriReference(collapsed(value)),

  boolean: form(/^(?:true|false|1|0)$/),
  ID: isName,
  IDREF: isName,
  IDREFS: listOf(isName, 1),
  NMTOKEN: isNameToken,
  NMTOKENS: listOf(isNameToken, 1),
  string: () => true,
};
