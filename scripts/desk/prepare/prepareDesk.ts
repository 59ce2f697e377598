import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { newest, oldest } from './newest';
import { ProgramFailed, runProgram } from './runProgram';

/** What the build of the package leaves last, of each kind. */
const built = ['index.js', 'index.cjs', 'index.d.ts', 'browser.d.ts', 'angular.d.ts', 'worklet.js'];

/** What the package is built from. */
const sources = ['src', 'package.json', 'tsup.config.ts', 'tsconfig.json'];

/** What the page is built from. */
const pageSources = ['src', 'public', 'angular.json', 'package.json', 'tsconfig.json'];

/** Tells what is being done, around a step that takes a while. */
export type Telling = <T>(doing: string, step: () => Promise<T>) => Promise<T>;

/**
 * Builds what the desk needs and is missing or older than its sources: the package, the packages of its Angular application,
 * and that.
 *
 * @param root - the folder of the package
 * @param tell - shows the progress
 * @returns the folder of the page
 */
export async function prepareDesk(root: string, tell: Telling): Promise<string> {
  const app = join(root, 'examples', 'angular');
  const page = join(app, 'dist', 'desk', 'browser');
  if (!existsSync(join(app, 'angular.json'))) {
    throw new ProgramFailed(
      `did not find the Angular application in ${app}. Run this in a clone of the repository: the published package does not have it.`,
    );
  }

  const dist = join(root, 'dist');
  const within = (folder: string, names: readonly string[]) =>
    names.map((name) => join(folder, name));
  if (newest(within(root, sources)) > oldest(within(dist, built))) {
    await tell('Building the package', () =>
      runProgram('npm', ['run', 'build'], { purpose: 'build the package', folder: root }),
    );
  }

  const packages = join(app, 'node_modules');
  // npm writes this file last.
  const installed = join(packages, '.package-lock.json');
  if (newest([join(app, 'package-lock.json')]) > newest([installed], 0)) {
    await tell('Installing Angular', () =>
      runProgram('npm', ['ci'], { purpose: 'install the packages of the desk', folder: app }),
    );
  }

  // The application has a copy of the package, as it would have from a registry: linked, it would bring an Angular of its own.
  const copy = join(packages, 'rxjs-voice');
  if (newest([dist]) > newest([join(copy, 'dist')], 0)) {
    rmSync(join(copy, 'dist'), { recursive: true, force: true });
    cpSync(dist, join(copy, 'dist'), { recursive: true });
    cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  }

  const sought = [...within(app, pageSources), join(copy, 'dist')];
  if (newest(sought) > oldest([join(page, 'index.html')])) {
    const angular = join(packages, '@angular', 'cli', 'bin', 'ng.js');
    await tell('Building the page', () =>
      runProgram(process.execPath, [angular, 'build'], { purpose: 'build the page', folder: app }),
    );
  }
  return page;
}
