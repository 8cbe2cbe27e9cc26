// Runs the Nu HTML checker over all files at once; an error or a warning is a finding.
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Missing, onPath } from './browser.mjs';

const OLDEST_JAVA = 17;

/** Give the path of the checker, once Java and the checker are known to be there. */
export function loadNu() {
  if (!onPath('java')) throw new Missing('Java is missing');
  const said = spawnSync('java', ['-version'], { encoding: 'utf8' }).stderr ?? '';
  const version = Number(/version "(\d+)/.exec(said)?.[1] ?? 0);
  if (version < OLDEST_JAVA) throw new Missing(`Java ${OLDEST_JAVA} or newer is missing`);
  try {
    return createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
  } catch {
    throw new Missing('Node modules are missing: run "npm ci" in this folder');
  }
}

/** The checker takes every data: image for forbidden, `img-src data:` or not; Chromium knows better and is asked too. */
const FALSE_ALARM = /^Resource violates Content Security Policy .* “data:.*” blocked by “img-src” directive/;

/** Check files (absolute paths) and give a map from each file to its findings. */
export async function nuFindings(jar, files) {
  const answer = await run('java', ['-jar', jar, '--format', 'json', '--stdout', '--skip-info-messages', '--exit-zero-always', ...files]);
  const byFile = new Map(files.map((file) => [file, []]));
  for (const message of JSON.parse(answer).messages) {
    if (FALSE_ALARM.test(message.message)) continue;
    const file = fileURLToPath(new URL(message.url));
    byFile.get(file).push({
      kind: 'html',
      rule: message.subType ?? message.type,
      selector: `line ${message.lastLine ?? '?'}, column ${message.firstColumn ?? message.lastColumn ?? '?'}`,
      help: message.message,
    });
  }
  return byFile;
}

function run(program, args) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const out = [];
    const err = [];
    child.stdout.on('data', (part) => out.push(part));
    child.stderr.on('data', (part) => err.push(part));
    child.on('error', fail);
    child.on('close', (code) => {
      if (code === 0) done(Buffer.concat(out).toString('utf8'));
      else fail(new Error(`the Nu HTML checker stopped with ${code}: ${Buffer.concat(err).toString('utf8').trim()}`));
    });
  });
}
