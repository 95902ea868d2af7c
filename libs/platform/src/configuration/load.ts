import { PasserelleError } from '@passerelle/kernel';
import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { parse } from 'yaml';
import { nodeSchema, type NodeConfiguration } from './schema.js';

/** Where a configuration comes from. */
export interface ConfigurationSources {
  /** Folder that relative paths start from: the root of the clone. */
  readonly root: string;
  /** YAML files, the later ones above the earlier. */
  readonly files: readonly string[];
  /** Settings above all files, as the environment or a test gives them. */
  readonly overlay?: Readonly<Record<string, unknown>>;
}

/** A loaded configuration and the way from its relative paths to files. */
export interface LoadedConfiguration {
  readonly configuration: NodeConfiguration;
  /** Makes a configured path absolute. */
  readonly resolve: (path: string) => string;
  /** The files it was read from, absolute. */
  readonly files: readonly string[];
  /** Reads them again. @throws PasserelleError like `loadConfiguration` */
  readonly again: () => LoadedConfiguration;
}

/**
 * Reads, merges and checks a node's configuration.
 * @throws PasserelleError PSR-7001 with all problems at once, each naming its key; PSR-8002 where a file is unreadable
 */
export function loadConfiguration(sources: ConfigurationSources): LoadedConfiguration {
  const { root, files, overlay } = sources;
  const resolve = (path: string): string => (isAbsolute(path) ? path : join(root, path));
  const layers = [...files.map((file) => readYaml(resolve(file))), ...(overlay === undefined ? [] : [overlay])];
  const parsed = nodeSchema.safeParse(layers.reduce<unknown>(merge, {}));
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
    throw new PasserelleError('PSR-7001', { count: problems.length, problems: problems.join('; ') });
  }
  return {
    configuration: parsed.data,
    resolve,
    files: files.map(resolve),
    again: () => loadConfiguration(sources),
  };
}

/** The files of a node of this clone, by its country code: `lu` or `LU`. */
export function nodeFiles(country: string): readonly string[] {
  if (!/^[a-z]{2}$/i.test(country)) throw new PasserelleError('PSR-8001', { reason: 'a node is named by two letters' });
  return ['config/node.yaml', `config/nodes/${country.toLowerCase()}.yaml`];
}

function readYaml(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new PasserelleError('PSR-8002', { file: path }, { cause });
  }
  try {
    return parse(text) as unknown;
  } catch (cause) {
    throw new PasserelleError('PSR-7001', { count: 1, problems: `${path}: not YAML` }, { cause });
  }
}

/** Mappings are merged key by key; anything else, lists included, is replaced whole. */
function merge(below: unknown, above: unknown): unknown {
  if (!isMapping(below) || !isMapping(above)) return above ?? below;
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) merged[key] = merge(merged[key], value);
  return merged;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
