import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from './refusal.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const cache = resolve(here, '../../.cache/kafka');
const pom = join(here, 'pom.xml');

/** Kafka 4 runs on nothing older. */
const oldestJava = 17;

/**
 * Makes sure of a Java runtime and of the broker's jars, which Maven fetches once into `.cache/kafka`.
 * @returns {string} the class path
 * @throws {Refusal} PSR-5004 without Java 17 or Maven, PSR-5009 when Maven fails
 */
export function brokerClassPath() {
  if (javaVersion() < oldestJava) throw new Refusal('PSR-5004');
  const jars = join(cache, 'jars');
  if (!isComplete(jars)) fetchJars(jars);
  return join(jars, '*');
}

function javaVersion() {
  const { stderr, error } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return error ? 0 : Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
}

/** The folder holds the pom it was filled from: another pom, or a fetch that was broken off, fills it anew. */
function isComplete(jars) {
  const marker = join(jars, 'pom.xml');
  return existsSync(marker) && readFileSync(marker, 'utf8') === readFileSync(pom, 'utf8');
}

function fetchJars(jars) {
  if (spawnSync('mvn', ['-version'], { stdio: 'ignore' }).error) throw new Refusal('PSR-5004');
  const fetching = `${jars}.${process.pid}`;
  mkdirSync(fetching, { recursive: true });
  try {
    const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${fetching}`, '-DincludeScope=runtime'];
    // Maven writes to standard error here: standard output belongs to the line that says the broker is ready.
    const { status } = spawnSync('mvn', ['-B', '-q', '-f', pom, ...goal], { stdio: ['ignore', 2, 2] });
    if (status !== 0) throw new Refusal('PSR-5009');
    cpSync(pom, join(fetching, 'pom.xml'));
    rmSync(jars, { recursive: true, force: true });
    renameSync(fetching, jars);
  } finally {
    rmSync(fetching, { recursive: true, force: true });
  }
}
