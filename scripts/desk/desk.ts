// Builds the desk of examples/angular where that is needed, and serves it together with the built-in gateway.
import pc from 'picocolors';
import { deskHelp, deskOptions, WrongUsage } from './deskOptions';
import { prepareDesk, type Telling } from './prepare/prepareDesk';
import { ProgramFailed } from './prepare/runProgram';
import { startDesk } from './server/startDesk';
import { isVoiceError } from '../../src';

/** Says nothing where nobody watches. */
const progress = (text: string) => {
  if (process.stderr.isTTY) process.stderr.write(text);
};

const tell: Telling = async (doing, step) => {
  const began = performance.now();
  progress(pc.dim(`${doing} … `));
  const result = await step().catch((error: unknown) => {
    progress('\n');
    throw error;
  });
  progress(pc.dim(`${((performance.now() - began) / 1000).toFixed(1)} s\n`));
  return result;
};

async function main(): Promise<void> {
  const { port, build, help, gateway } = deskOptions(process.argv.slice(2), process.env);
  if (help) {
    process.stdout.write(deskHelp);
    return;
  }
  const page = await prepareDesk(process.cwd(), tell);
  if (build) {
    process.stdout.write(`The desk is built: ${page}\n`);
    return;
  }
  const desk = startDesk({ port, page, ...(gateway && { gateway }) }).subscribe({
    next: ({ url, config }) => {
      const dialled = gateway?.url ?? 'the built-in gateway, which needs no network';
      process.stdout.write(`The desk is at ${pc.bold(pc.cyan(url))}\n`);
      progress(pc.dim(`It talks to ${dialled}, through ${config.gateway}. Ctrl-C ends it.\n`));
    },
    error: failed,
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => desk.unsubscribe());
}

function failed(error: unknown): void {
  const ours = error instanceof WrongUsage || error instanceof ProgramFailed || isVoiceError(error);
  const said = ours ? (error as Error).message : String((error as Error).stack ?? error);
  const text = error instanceof ProgramFailed ? `The desk ${said}` : said;
  process.stderr.write(`${pc.red('error')}: ${text}\n`);
  process.exitCode = error instanceof WrongUsage ? 2 : 1;
}

main().catch(failed);
