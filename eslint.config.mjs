import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Globals of Node.js that our scripts use; the linter itself knows only the language. */
const nodeGlobals = Object.fromEntries(
  [
    ...['process', 'console', 'Buffer', 'URL', 'URLSearchParams', 'performance', 'fetch', 'structuredClone'],
    ...['TextDecoder', 'TextEncoder', 'AbortController', 'AbortSignal', 'WebAssembly'],
    ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'queueMicrotask'],
  ].map((name) => [name, 'readonly']),
);

/** A lib is imported by its name, through a hand-written index; what lies behind the index is nobody else's business. */
const importsPastAnIndex = {
  patterns: [
    {
      regex: '^@passerelle/[^/]+/(src|dist)(/|$)|^@passerelle/[^/]+/[^/]+/',
      message:
        'Import the lib by name, `@passerelle/<lib>` or `@passerelle/<lib>/<part>`, and export there what you need.',
    },
    {
      // What a lib keeps for tests in its folder `testing` is in no index; dependency-cruiser lets only tests reach it.
      regex: '^\\.{1,2}/(?!.*/testing/)(.*/)?(src|dist|libs|apps)/',
      message: 'A relative import stays inside its lib; import another lib by its name.',
    },
  ],
};

export default defineConfig(
  globalIgnores(['**/dist/', '**/generated/', '**/coverage/', 'data/', '.cache/', 'test/fixtures/', 'test/golden/']),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // The house plan's hard maximum: a file that grows past it does more than one thing.
      'max-lines': ['error', { max: 500, skipBlankLines: false, skipComments: false }],
      // `== null` is the one loose comparison that says what it means: neither null nor undefined.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
      'no-restricted-imports': ['error', importsPastAnIndex],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    extends: [js.configs.recommended],
    languageOptions: { ecmaVersion: 2023, globals: nodeGlobals },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { require: 'readonly', module: 'writable', __dirname: 'readonly' },
    },
  },
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.strict, tseslint.configs.stylistic],
    languageOptions: { parserOptions: { project: './tsconfig.spec.json', tsconfigRootDir: root } },
    rules: {
      // Of the rules that need types, those that find defects: a promise that nobody awaits is an error nobody hears.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',

      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // `_` names what a signature obliges to take and nobody needs; `{ left, ...rest }` leaves a property out.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // NestJS modules are empty classes that only a decorator gives meaning to.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // An arrow function that does nothing is an answer: there is nothing to close, nobody to tell.
      '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions'] }],
      // noUncheckedIndexedAccess makes every indexed access optional. Where the bound of a loop proves the opposite, `!`
      // says so more plainly than a branch that no test can reach.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // An index signature names its key, which Record cannot, and only a type alias of one is assignable to another.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      // On the way of a document a loop by index makes no iterator; elsewhere `for ... of` reads better.
      '@typescript-eslint/prefer-for-of': 'off',
    },
  },
  {
    files: ['**/*.spec.ts', '**/*-spec.ts', '**/*.contract.ts', '**/testing/**/*.ts', 'test/**/*.ts'],
    rules: {
      // Vectors are quoted as they stand in the standard, and a fixture is damaged wherever a test says.
      'no-loss-of-precision': 'off',
      'no-useless-escape': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
  {
    // What npm puts on the path starts the built app beside it.
    files: ['apps/*/bin/*.mjs'],
    rules: { 'no-restricted-imports': 'off' },
  },
);
