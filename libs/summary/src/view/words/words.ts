import type { en } from './en.js';

/** The same tree of words, in any language: each text may be another, each list of months as long. */
export type InWords<T> = T extends string
  ? string
  : T extends readonly (infer Item)[]
    ? readonly InWords<Item>[]
    : { readonly [Key in keyof T]: InWords<T[Key]> };

/** All words of the view in one language. That no language lacks one is checked by the compiler; a test looks for empty ones. */
export type Words = InWords<typeof en>;
