/**
 * Loaded by Node into each process of VS Code's server: writes the log files for which VS Code has a native module, which the
 * stand-in leaves unbuilt. Without it there would be no log files, and nothing in any output channel.
 */
import childProcess from 'node:child_process';
import { appendFileSync } from 'node:fs';
import Module, { syncBuiltinESMExports } from 'node:module';

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  #file;
  #level = 2;
  #isPlain = false;

  constructor(_type, _name, file) {
    this.#file = file;
  }

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  clearFormatters() {
    this.#isPlain = true;
  }

  write(level, message) {
    if (level >= this.#level) {
      const head = `${new Date().toISOString().replace('T', ' ').slice(0, -1)} [${LEVELS[level]}] `;
      appendFileSync(this.#file, this.#isPlain ? message : `${head}${message}\n`);
    }
  }

  setPattern() {}
  flush() {}
  drop() {}
}

for (const [level, name] of LEVELS.entries()) {
  Logger.prototype[name === 'warning' ? 'warn' : name] = function (message) {
    this.write(level, message);
  };
}

const load = Module._load;
Module._load = function (request, ...rest) {
  return request === 'bindings'
    ? (name) =>
        name === 'spdlog'
          ? { version: 0, setLevel() {}, setFlushOn() {}, Logger }
          : load.call(this, request, ...rest)(name)
    : load.call(this, request, ...rest);
};

const { fork } = childProcess;
childProcess.fork = function (file, ...rest) {
  const [args, options] = Array.isArray(rest[0]) ? rest : [[], rest[0]];
  const execArgv = [...(options?.execArgv ?? []), `--import=${import.meta.url}`];
  return fork(file, args, { ...options, execArgv });
};
syncBuiltinESMExports();
