/** Mocha runs what its settings name besides what its command line names: with a file or folder on the command line, they name nothing. */
const { statSync } = require('node:fs');
const process = require('node:process');

const namesTests = (argument) =>
  argument.endsWith('.test.ts') || statSync(argument, { throwIfNoEntry: false })?.isDirectory() === true;

/** The part of Mocha's settings that says which tests run: all of a pattern, unless the command line names some. */
module.exports = (pattern) => (process.argv.slice(2).some(namesTests) ? {} : { spec: [pattern] });
