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

const token = /^[^ \t\n\r]+$/;

function isToken(value: string): boolean {
  return token.test(value) || token.test(collapsed(value));
}

const oid = /^[0-2](?:\.(?:0|[1-9]\d*))*$/;
const uuid = /^[0-9A-Za-z]{8}(?:-[0-9A-Za-z]{4}){3}-[0-9A-Za-z]{12}$/;
const reservedName = /^[A-Za-z][A-Za-z0-9-]*$/;

function isUid(value: string): boolean {
  return oid.test(value) || uuid.test(value) || reservedName.test(value);
}

const time = /^(?:\d{1,8}|(?:\d{9,14}|\d{14}\.\d+)(?:[+-]\d{1,4})?)$/;
// XML Schema takes a decimal without digits on one side of the point, and an exponent only with digits.
const decimalOrDouble = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN)$/;
// A last group of two or three characters has no idle bits set (XML Schema part 2, section 3.2.16).
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;

function isProbability(value: string): boolean {
  const text = collapsed(value);
  return decimalOrDouble.test(text) && Number(text) >= 0 && Number(text) <= 1;
}

// Names of XML 1.0, fifth edition, without colons where they are identifiers (Namespaces in XML, production 4).
const nameStart =
  'A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}' +
  '\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const nameRest = `\\u{300}-\\u{36F}\\u{203F}-\\u{2040}\\u{B7}0-9.\\-${nameStart}`;
const isName = form(new RegExp(`^[${nameStart}][${nameRest}]*$`, 'u'));
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
  real: form(decimalOrDouble),
  st: (value) => value !== '',
  ts: (value) => time.test(value),
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
