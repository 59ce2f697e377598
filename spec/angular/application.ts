/* eslint @typescript-eslint/no-unsafe-class-instance-assignment: off -- Angular's injectors are not made by constructors. */
// Angular's packages are compiled on the way where nothing compiled the application: this has to come first.
import '@angular/compiler';
import {
  afterEveryRender,
  type ApplicationRef,
  Component,
  createEnvironmentInjector,
  type EnvironmentInjector,
  type EnvironmentProviders,
  ErrorHandler,
  inject,
  Injector,
  NgZone,
  PLATFORM_ID,
  type Provider,
  provideZoneChangeDetection,
  provideZonelessChangeDetection,
  RendererFactory2,
  runInInjectionContext,
  ɵConsole as Console,
  ɵINJECTOR_SCOPE as INJECTOR_SCOPE,
  ɵinternalCreateApplication as createApplication,
  ɵNoopNgZone as NoopNgZone,
  ɵsetDocument as setDocument,
} from '@angular/core';
import { merge, type Observable, tap, timer } from 'rxjs';
import { provideVoice, type VoiceOptions } from '../../src/angular';

/** Does what is to be done at so many ms, and something at the end. */
export const acting = (
  acts: Readonly<Record<number, () => void>>,
  end: number,
  over: () => void,
): Observable<unknown> =>
  merge(
    ...Object.entries(acts).map(([at, act]) => timer(Number(at)).pipe(tap(act))),
    timer(end).pipe(tap(over)),
  );

/** What an injector without an application made. */
export interface Hosted<T> {
  readonly made: T;
  readonly injector: EnvironmentInjector;
}

/** Makes something in an injector with a voice, where no view looks at it: so also in virtual time. */
export function hosted<T>(
  options: VoiceOptions | (() => VoiceOptions) | undefined,
  make: () => T,
  { platform = 'browser' }: { readonly platform?: 'browser' | 'server' } = {},
): Hosted<T> {
  const injector = createEnvironmentInjector(
    [
      { provide: PLATFORM_ID, useValue: platform },
      { provide: NgZone, useClass: NoopNgZone },
      options === undefined ? [] : provideVoice(options),
    ],
    Injector.NULL as EnvironmentInjector,
  );
  return { made: runInInjectionContext(injector, make), injector };
}

interface Text {
  value: string;
}

/** Renders into nothing but texts: what Angular needs of a page, where there is none. */
function renderTexts() {
  const texts: Text[] = [];
  const nothing = () => undefined;
  const renderer = {
    createElement: () => ({}),
    createComment: () => ({}),
    createText: (value: string) => {
      const text = { value };
      texts.push(text);
      return text;
    },
    setValue: (text: Text, value: string) => (text.value = value),
    selectRootElement: () => ({}),
    listen: () => nothing,
    ...Object.fromEntries(
      ['destroy', 'appendChild', 'insertBefore', 'removeChild', 'parentNode', 'nextSibling'].map((name) => [name, nothing]),
    ),
    ...Object.fromEntries(
      ['setAttribute', 'removeAttribute', 'addClass', 'removeClass', 'setStyle', 'setProperty'].map((name) => [name, nothing]),
    ),
  }; // prettier-ignore
  return { texts, factory: { createRenderer: () => renderer } };
}

/** An application that runs. */
export interface Running<T> {
  readonly app: ApplicationRef;
  readonly zone: NgZone;
  readonly made: T;
  /** What the page said each time that Angular had looked for changes. */
  readonly renders: readonly string[];
  /** What the page says. */
  page(): string;
}

let roots = 0;

/** Starts a real application, with one component that shows what was made by its template. */
export async function startApplication<T>(
  options: VoiceOptions,
  make: () => T,
  template: string,
  {
    zone = false,
    providers = [],
  }: { zone?: boolean; providers?: (Provider | EnvironmentProviders)[] } = {},
): Promise<Running<T>> {
  setDocument({ readyState: 'loading', addEventListener: () => undefined } as unknown as Document);
  const { texts, factory } = renderTexts();
  const renders: string[] = [];
  const page = () => texts.map(({ value }) => value).join('');
  let made: T | undefined;
  const Root = Component({ selector: `app-root-${++roots}`, template })(
    class {
      readonly it = (made = make());
      constructor() {
        afterEveryRender(() => renders.push(page()));
      }
    },
  );
  const app = await createApplication({
    rootComponent: Root,
    appProviders: [
      zone ? provideZoneChangeDetection() : provideZonelessChangeDetection(),
      ErrorHandler,
      { provide: INJECTOR_SCOPE, useValue: 'root' },
      { provide: RendererFactory2, useValue: factory },
      provideVoice(options),
      ...providers,
    ],
    platformProviders: [
      { provide: PLATFORM_ID, useValue: 'browser' },
      // It would say that this is no production.
      { provide: Console, useValue: { log: () => undefined, warn: console.warn } },
    ],
  });
  await app.whenStable();
  // What it looked for while it started is not what is counted.
  renders.splice(0, renders.length - 1);
  return {
    app,
    zone: runInInjectionContext(app.injector, () => inject(NgZone)),
    made: made as T,
    renders,
    page,
  };
}
