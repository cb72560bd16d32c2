// SPDX-License-Identifier: Apache-2.0
// Times ajv on the response and schema beside it; prints "<what> <microseconds>", medians of rounds.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const [modules, folder] = process.argv.slice(2);
const require = createRequire(modules + '/');
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;

const text = readFileSync(folder + '/response.json', 'utf8');
const schema = JSON.parse(readFileSync(folder + '/schema.json', 'utf8'));
const ajv = new Ajv({strict: false});
addFormats(ajv);
const validate = ajv.compile(schema);
const parsed = JSON.parse(text);
if (!validate(parsed)) throw new Error(JSON.stringify(validate.errors));

function median(work) {
  const calls = 2000;
  const rounds = [];
  for (let round = 0; round < 31; ++round) {
    const start = process.hrtime.bigint();
    for (let i = 0; i < calls; ++i) work();
    rounds.push(Number(process.hrtime.bigint() - start) / 1000 / calls);
  }
  return rounds.sort((a, b) => a - b)[15].toFixed(2);
}

let sink = 0;
console.log('ajv-validate', median(() => { sink += validate(parsed) ? 1 : 0; }));
console.log('ajv-parse-validate', median(() => { sink += validate(JSON.parse(text)) ? 1 : 0; }));
if (sink === 0) throw new Error('nothing was valid');
