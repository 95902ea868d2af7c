import { spawnSync } from 'node:child_process';
import { chromium, type Browser } from 'playwright-core';

/** A Chromium that is installed on this computer; undefined where there is none. */
export function chromiumPath(): string | undefined {
  return ['chromium', 'chromium-browser', 'google-chrome'].find(
    (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0,
  );
}

/** Starts the browser without a window. Its sandbox refuses to run as root, which is what containers are. */
export function openBrowser(command: string): Promise<Browser> {
  const path = spawnSync('which', [command], { encoding: 'utf8' }).stdout.trim();
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: path, args: asRoot });
}
