/** Lets tests in plain Node import what imports `vscode`: they get the stand-in beside this file. */
/* global __dirname */
const Module = require('node:module');
const { join } = require('node:path');

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  return request === 'vscode' ? join(__dirname, 'index.ts') : resolve.call(this, request, ...rest);
};
