/**
 * Builds tfjs-node's addon from the sources that its package brings, with one call of the C++ compiler.
 *
 * The addon uses Node-API 8 alone, so it fits every Node from 16 on, whichever Node's headers it was built with.
 */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { tfjsNodeIn } from '../folder.js';
import { lastLines, runCommand } from './command.js';

const NODE_API = 8;

const FLAGS = [
  '-std=c++17',
  '-O2',
  '-fPIC',
  '-shared',
  `-DNAPI_VERSION=${NODE_API}`,
  '-DNODE_GYP_MODULE_NAME=tfjs_binding',
  // The libraries are found relative to the addon, so that the folder can be moved.
  '-Wl,-rpath,$ORIGIN/../../deps/lib',
];

/** @returns what went wrong, if anything */
export async function buildAddon(work: string, say: (line: string) => void): Promise<string | undefined> {
  const tfjsNode = tfjsNodeIn(work);
  const compiler = await firstCompiler();
  if (compiler === undefined) return 'it needs a C++ compiler; install one (Debian: apt-get install g++)';
  say(`building the addon with ${compiler}`);
  const out = join(tfjsNode, 'lib', `napi-v${NODE_API}`);
  mkdirSync(out, { recursive: true });
  const headers = [
    tfjsNode,
    join(work, 'include'),
    join(work, 'node_modules', 'node-api-headers', 'include'),
  ];
  const sources = ['tfjs_backend.cc', 'tfjs_binding.cc'];
  const { ok, output } = await runCommand(compiler, [
    ...FLAGS,
    ...headers.map((each) => `-I${each}`),
    ...sources.map((each) => join(tfjsNode, 'binding', each)),
    `-L${join(tfjsNode, 'deps', 'lib')}`,
    '-ltensorflow',
    '-ltensorflow_framework',
    '-o',
    join(out, 'tfjs_binding.node'),
  ]);
  return ok ? undefined : `the addon does not compile; ${compiler} said:\n${lastLines(output)}`;
}

async function firstCompiler(): Promise<string | undefined> {
  for (const compiler of [process.env['CXX'], 'g++', 'clang++', 'c++']) {
    if (compiler && (await runCommand(compiler, ['--version'])).ok) return compiler;
  }
  return undefined;
}
