import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = resolve(import.meta.dirname, '../..');

const libs = readdirSync(join(root, 'libs')).map((name) => `libs/${name}`);
const apps = readdirSync(join(root, 'apps')).map((name) => `apps/${name}`);
const workspaces = [...libs, ...apps];

interface TsConfig {
  readonly compilerOptions: { readonly paths?: Readonly<Record<string, readonly string[]>> };
  readonly references: readonly { readonly path: string }[];
}

function json<T>(file: string): T {
  return JSON.parse(readFileSync(join(root, file), 'utf8')) as T;
}

/** The libs that package.json lists, as folders. */
function declaredLibs(workspace: string): string[] {
  const { dependencies = {} } = json<{ dependencies?: Record<string, string> }>(`${workspace}/package.json`);
  const names = Object.keys(dependencies).filter((name) => name.startsWith('@passerelle/'));
  return names.map((name) => name.replace('@passerelle/', 'libs/'));
}

/** The libs that ordinary sources import, as folders. */
function importedLibs(workspace: string): Set<string> {
  const sources = readdirSync(join(root, workspace, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.(spec|contract)\.ts$|(^|\/)testing\//.test(name))
    .map((name) => readFileSync(join(root, workspace, 'src', name), 'utf8'));
  const imports = sources.flatMap((text) => [...text.matchAll(/(?:from|import\(|import) ?'@passerelle\/([a-z]+)/g)]);
  return new Set(imports.map(([, name]) => `libs/${name}`));
}

describe('every lib and app', () => {
  it('is built by `npm run build`', () => {
    const references = json<TsConfig>('tsconfig.json').references.map(({ path }) => path);
    expect(references.sort()).toEqual([...workspaces].sort());
  });

  it('is a project of nest-cli.json', () => {
    const { projects } = json<{ projects: Record<string, { root: string }> }>('nest-cli.json');
    expect(Object.values(projects).map((project) => project.root)).toEqual(expect.arrayContaining(workspaces));
    expect(Object.keys(projects)).toHaveLength(workspaces.length);
  });

  it.each(libs)('resolves by its name to its sources when types are checked: %s', (lib) => {
    const name = lib.replace('libs/', '@passerelle/');
    const { paths = {} } = json<TsConfig>('tsconfig.spec.json').compilerOptions;
    expect(paths[name]).toEqual([`./${lib}/src/index.ts`]);
    expect(paths[`${name}/*`]).toEqual([`./${lib}/src/*/index.ts`]);
  });

  it.each(workspaces)('lists in package.json each lib that it imports: %s', (workspace) => {
    expect(declaredLibs(workspace)).toEqual(expect.arrayContaining([...importedLibs(workspace)]));
  });

  it.each(workspaces)('refers in tsconfig.json to the libs that package.json lists: %s', (workspace) => {
    const references = json<TsConfig>(`${workspace}/tsconfig.json`).references;
    const referred = references.map(({ path }) => path.replace('../../', ''));
    expect(referred.sort()).toEqual(declaredLibs(workspace).sort());
  });
});
