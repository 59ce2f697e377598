// Measures what an application pays for speaking and listening in a browser, and fails where that is over the limit.
import { measure } from './measure';
import { limit, report } from './report';

const size = await measure(process.cwd());
const over = size.gzip > limit;
process.stdout.write(
  process.argv.includes('--json') ? `${JSON.stringify({ ...size, limit })}\n` : report(size),
);
if (over) {
  process.stderr.write(
    `error: ${size.gzip} bytes of gzip are over the limit of ${limit}. Find what came in (the table tells), or raise the limit in scripts/size/report.ts and say why.\n`,
  );
  process.exitCode = 1;
}
