import fs from 'node:fs';

export * from 'node:fs';
export default fs;

export const globSync = () => {
  throw new Error('globSync is not there before Node 22');
};
