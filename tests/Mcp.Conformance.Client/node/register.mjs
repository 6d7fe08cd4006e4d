// The runner imports globSync, which node:fs has from Node 22 on. What eng/conformance.sh runs of it never calls it, so on an older Node an
// import that finds something by that name is all it takes.
import fs from 'node:fs';
import { register } from 'node:module';

if (typeof fs.globSync !== 'function') register('./resolve.mjs', import.meta.url);
