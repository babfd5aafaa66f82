// Adds to trunk's output what trunk cannot make: the scripts that show mails, and in a release the split app, compressed.
// One hook, because trunk starts all hooks of a stage at once.
import './mail.mjs';
import { split, UnexpectedOutput } from './split.mjs';

const staging = process.env.TRUNK_STAGING_DIR;

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (process.env.TRUNK_PROFILE === 'release') {
  try {
    await split(staging);
  } catch (error) {
    if (!(error instanceof UnexpectedOutput)) throw error;
    fail(error.message);
  }
  await import('./compress.mjs');
}
