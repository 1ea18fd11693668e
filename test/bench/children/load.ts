/** Requires a file as the extension host does, which has the common modules of Node and `vscode` at hand, and prints how long it took. */
import 'node:crypto';
import 'node:fs/promises';
import 'node:http';
import 'node:https';
import Module from 'node:module';

const file = process.argv[2] ?? '';
const modules = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
const load = modules._load;
modules._load = (request, ...rest) => (request === 'vscode' ? {} : load(request, ...rest));
const start = performance.now();
modules._load(file, undefined, false);
console.log(performance.now() - start);
